Attribute VB_Name = "ThiDuaRun"
Option Explicit

' From a click to Python and back; the workbook and the ribbon add-in share this module.
' ASCII only: VBA source is code-page text, so every text that the clerk reads comes from
' a named cell of the file that holds this code. Must stay valid in Excel and in LibreOffice
' alike: no conditional compilation, no external declarations, no references.

Public Sub RunTool(ByVal verb As String, ByVal book As Object)
    Dim trouble As String, detail As String
    trouble = Obstacle(book.Path, IsReadOnly(book))
    If trouble <> "" Then
        Tell trouble, ""
        Exit Sub
    End If
    On Error GoTo Failed
    Application.Cursor = xlWait
    Application.StatusBar = CellText("msg_running")
    If Application.Run("xlwings.xlam!RunPython", "import xlpy.buttons; xlpy.buttons." & verb & "()") = -1 Then
        trouble = "msg_python_failed"
    End If
Finish:
    On Error Resume Next
    Application.Cursor = xlDefault
    Application.StatusBar = False
    On Error GoTo 0
    If trouble <> "" Then Tell trouble, detail
    Exit Sub
Failed:
    ' The numbers of "no such macro": 1 in LibreOffice, 1004 in Excel.
    If Err.Number = 1 Or Err.Number = 1004 Then
        trouble = "msg_no_addin"
    Else
        trouble = "msg_python_failed"
    End If
    detail = Err.Description
    Resume Finish
End Sub

' Name of the message that says why a workbook at this place cannot be worked on, or nothing.
Public Function Obstacle(ByVal folder As String, ByVal readOnly As Boolean) As String
    Dim piece As Variant
    If folder = "" Then
        Obstacle = "msg_not_saved"
    ElseIf LCase(Left(folder, 4)) = "http" Then
        Obstacle = "msg_online"
    ElseIf readOnly Then
        Obstacle = "msg_read_only"
    End If
    ' Where mail and zip programs put what is opened without saving it first.
    For Each piece In Array("\appdata\local\temp\", "\inetcache\", "outlook temp", "/mozilla_", "/.cache/")
        If InStr(LCase(folder) & "\", piece) > 0 Then Obstacle = "msg_temporary"
    Next
End Function

' LibreOffice has no such property: there Python says it.
Private Function IsReadOnly(ByVal book As Object) As Boolean
    On Error Resume Next
    IsReadOnly = book.ReadOnly
End Function

Public Sub Tell(ByVal message As String, ByVal detail As String)
    Dim prompt As String
    prompt = CellText(message)
    If detail <> "" Then prompt = prompt & vbNewLine & vbNewLine & CellText("msg_detail") & " " & detail
    MsgBox prompt, vbExclamation, CellText("msg_title")
End Sub

Public Function CellText(ByVal cellName As String) As String
    CellText = ThisWorkbook.Names(cellName).RefersToRange.Value
End Function
