Option VBASupport 1
Option Explicit

' RunPython for LibreOffice, and the commands of the menu. Python works in a process of its own (Job, Server);
' here the macro waits, the window alive, until it ends.
' A fault goes back to the macro as an error it can trap; its Description is what the clerk reads.

' 1 and 1004 mean "no such macro" to the workbook: ours must differ.
Const PythonFailed = 2001
Const NoPython = 2002

Private running As Boolean ' a second click while Python works is ignored

Sub Halt()
    Stopping.Ask
End Sub

' From the module Menu, which counterpart.py makes: the same commands for a workbook that has lost its buttons.
Sub FromMenu(verb As String)
    On Error GoTo Failed
    If IsNull(CallingWorkbook()) Then
        MsgBox Config.Words("no_workbook"), 48, Config.Words("title")
        Exit Sub
    End If
    Run "import xlpy.buttons; xlpy.buttons." & verb & "()"
    Exit Sub
Failed:
    If Err.Number = PythonFailed Then
        MsgBox Config.Words("failed") & Chr(10) & Err.Description, 48, Config.Words("title")
    Else
        MsgBox Err.Description, 48, Config.Words("title")
    End If
End Sub

Sub Run(command As String)
    Dim folder As String, code As String, words As String, number As Long, doc As Object
    If running Then Exit Sub
    running = True
    On Error GoTo Failed
    If Not FileExists(Config.Python()) Then
        Err.Raise NoPython, "ThiDua", Config.Words("no_python")
    End If
    doc = CallingWorkbook()
    folder = Job.Prepare(command, doc)
    Stopping.Watch folder
    If Not Server.Offer(command, folder) Then Job.Launch command, doc, folder
    code = Job.WaitForEnd(folder)
    If code <> "0" Then words = Job.Trouble(folder, code)
    Stopping.Unwatch
    Job.Remove folder
    running = False
    On Error GoTo 0
    If words <> "" Then Err.Raise PythonFailed, "ThiDua", words
    Exit Sub
Failed:
    number = Err.Number
    words = Err.Description
    Stopping.Unwatch
    running = False
    On Error GoTo 0
    Err.Raise number, "ThiDua", words
End Sub

' The workbook in front, nothing if that is another document; where no window manager says which is, the only one open.
Function CallingWorkbook() As Object
    Dim documents As Object, doc As Object
    doc = StarDesktop.CurrentComponent
    If Not IsNull(doc) Then
        If Not EqualUnoObjects(doc, Start.FindCounterpart()) Then
            If Start.IsOurs(doc) Then CallingWorkbook = doc
            Exit Function
        End If
    End If
    documents = StarDesktop.Components.createEnumeration()
    Do While documents.hasMoreElements()
        doc = documents.nextElement()
        If Start.IsOurs(doc) Then CallingWorkbook = doc
    Loop
End Function
