Option Explicit

' LibreOffice's own writer drops the buttons and more from an Excel file. Right after each save of a workbook of ours
' Python puts them back into the file; the document in the window still has them.
' The wait is a real one (Shell with True): Python works on the file alone and never calls back, and nobody else may
' write the file meanwhile.

Private told As String ' addresses of the documents whose clerk has been told that it failed

' Bound to OnSaveDone and OnSaveAsDone of all documents (registry.py): must never disturb a document that is not ours.
Sub OnDocumentSaved(Optional event)
    On Error GoTo Leave
    Dim doc As Object, trouble As String
    If IsMissing(event) Then Exit Sub
    doc = event.Source
    If Not Start.IsOurs(doc) Then Exit Sub
    If Not IsExcelFile(doc.URL) Then Exit Sub
    trouble = Repair(doc.URL)
    If trouble = "" Or InStr(told, Chr(10) & doc.URL & Chr(10)) > 0 Then Exit Sub
    told = told & Chr(10) & doc.URL & Chr(10)
    MsgBox Config.Words("not_repaired") & Chr(10) & Chr(10) & trouble, 48, Config.Words("title")
Leave:
End Sub

Private Function IsExcelFile(url As String) As Boolean
    Dim ending As String
    ending = LCase(Right(url, 5))
    IsExcelFile = Left(url, 5) = "file:" And (ending = ".xlsm" Or ending = ".xlsx")
End Function

' What Python could not do, in the clerk's words, or nothing.
Private Function Repair(url As String) As String
    Dim files As Object, stream As Object, folder As String, line As String
    If Not FileExists(Config.Python()) Then
        Repair = Config.Words("no_python")
        Exit Function
    End If
    folder = CreateUnoService("com.sun.star.util.PathSubstitution").substituteVariables("$(user)", True) & "/thidua"
    files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    If files.exists(folder & "/saved.url") Then files.kill(folder & "/saved.url")
    If files.exists(folder & "/saved.err") Then files.kill(folder & "/saved.err")
    stream = CreateUnoService("com.sun.star.io.TextOutputStream")
    stream.setOutputStream(files.openFileWrite(folder & "/saved.url"))
    stream.setEncoding("UTF-8")
    stream.writeString(url)
    stream.closeOutput()
    Shell "/bin/sh", 0, Chr(34) & ConvertFromURL(folder & "/saved.sh") & Chr(34), True
    If Not files.exists(folder & "/saved.err") Then
        Repair = Config.Words("failed")
        Exit Function
    End If
    stream = CreateUnoService("com.sun.star.io.TextInputStream")
    stream.setInputStream(files.openFileRead(folder & "/saved.err"))
    stream.setEncoding("UTF-8")
    Do While Not stream.isEOF()
        line = Trim(stream.readLine())
        If line <> "" Then Repair = line
    Loop
    stream.closeInput()
End Function
