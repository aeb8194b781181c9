Option VBASupport 1
Option Explicit

' RunPython for LibreOffice: starts Python in a process of its own and waits, the window alive, until it ends.
' A fault goes back to the macro as an error it can trap; its Description is what the clerk reads.

Const Tick = 20            ' milliseconds between two looks at the done-file
Const TicksPerLook = 50    ' looks between two checks that the process is still there

' 1 and 1004 mean "no such macro" to the workbook: ours must differ.
Const PythonFailed = 2001
Const NoPython = 2002

Private running As Boolean ' a second click while Python works is ignored
Private acceptor As Object
Private pipe As String

Sub Check()
    FromMenu "check"
End Sub

Sub Score()
    FromMenu "score"
End Sub

Sub Export()
    FromMenu "export"
End Sub

' The menu and the toolbar: the same commands for a workbook that has lost its buttons.
Private Sub FromMenu(verb As String)
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
    Dim folder As String, code As String, words As String, number As Long
    If running Then Exit Sub
    running = True
    On Error GoTo Failed
    folder = Launch(command)
    code = WaitForEnd(folder)
    If code <> "0" Then words = Trouble(folder, code)
    RemoveFolder folder
    running = False
    On Error GoTo 0
    If words <> "" Then Err.Raise PythonFailed, "ThiDua", words
    Exit Sub
Failed:
    number = Err.Number
    words = Err.Description
    running = False
    On Error GoTo 0
    Err.Raise number, "ThiDua", words
End Sub

' The workbook in front; where no window manager says which is, the only one that is open.
Function CallingWorkbook() As Object
    Dim documents As Object, doc As Object
    doc = StarDesktop.CurrentComponent
    If Start.IsOurs(doc) Then
        CallingWorkbook = doc
        Exit Function
    End If
    documents = StarDesktop.Components.createEnumeration()
    Do While documents.hasMoreElements()
        doc = documents.nextElement()
        If Start.IsOurs(doc) Then CallingWorkbook = doc
    Loop
End Function

Private Function Launch(command As String) As String
    Dim files As Object, folder As String, lines As String, doc As Object, document As String
    If Not FileExists(Config.Python()) Then
        Err.Raise NoPython, "ThiDua", Config.Words("no_python")
    End If
    doc = CallingWorkbook()
    If Not IsNull(doc) Then
        document = doc.URL
        If document = "" Then document = doc.Title
    End If
    files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    folder = TemporaryFolder(files)
    lines = "cd " & Quoted(ConvertFromURL(folder)) & " || exit" & Chr(10) & _
        "printf %s $$ > pid" & Chr(10) & _
        "unset PYTHONHOME" & Chr(10) & _
        "export PYTHONUTF8=1 PYTHONPATH=" & Quoted(Config.Tool()) & Chr(10) & _
        "export THIDUA_LO_PIPE=" & Quoted(OpenPipe()) & Chr(10) & _
        "export THIDUA_LO_DOCUMENT=" & Quoted(document) & Chr(10) & _
        Quoted(Config.Python()) & " -c " & Quoted(command) & " > out 2> err < /dev/null" & Chr(10) & _
        "printf %s $? > done.part" & Chr(10) & _
        "mv done.part done" & Chr(10)
    WriteText files, folder & "/run.sh", lines
    Shell "/bin/sh", 0, Chr(34) & ConvertFromURL(folder & "/run.sh") & Chr(34), False
    Launch = folder
End Function

Private Function WaitForEnd(folder As String) As String
    Dim ticks As Long, pid As String
    Do While Not FileExists(folder & "/done")
        Wait Tick
        ticks = ticks + 1
        If ticks Mod TicksPerLook = 0 Then
            pid = FirstLine(folder & "/pid")
            If pid <> "" And FileExists("/proc/self") And Not FileExists("/proc/" & pid) Then
                If Not FileExists(folder & "/done") Then
                    WaitForEnd = "killed"
                    Exit Function
                End If
            End If
        End If
    Loop
    WaitForEnd = FirstLine(folder & "/done")
End Function

' Python's own last words, which name the error.
Private Function Trouble(folder As String, code As String) As String
    Dim stream As Object, line As String, last As String
    If FileExists(folder & "/err") Then
        stream = Reader(folder & "/err")
        Do While Not stream.isEOF()
            line = Trim(stream.readLine())
            If line <> "" Then last = line
        Loop
        stream.closeInput()
    End If
    Trouble = "[" & code & "] " & Join(Split(last, Chr(10)), "")
End Function

Private Function OpenPipe() As String
    If pipe = "" Then
        Randomize
        pipe = "thidua-" & Config.User() & "-" & Hex(CLng(Rnd * 2147483646)) & Hex(CLng(Rnd * 2147483646))
        acceptor = CreateUnoService("com.sun.star.office.Acceptor")
        acceptor.initialize(Array("pipe,name=" & pipe & ";urp;", True))
    End If
    OpenPipe = pipe
End Function

' In the clerk's own profile, where nobody else can put files.
Private Function TemporaryFolder(files As Object) As String
    Dim parent As String, folder As String
    parent = CreateUnoService("com.sun.star.util.PathSubstitution").substituteVariables("$(user)", True) & "/thidua"
    If Not files.isFolder(parent) Then files.createFolder(parent)
    Randomize
    folder = parent & "/" & Format(Now, "yyyymmdd-hhmmss-") & Hex(CLng(Rnd * 2147483646))
    files.createFolder(folder)
    TemporaryFolder = folder
End Function

Private Sub RemoveFolder(folder As String)
    On Error Resume Next
    CreateUnoService("com.sun.star.ucb.SimpleFileAccess").kill(folder)
End Sub

Private Sub WriteText(files As Object, url As String, text As String)
    Dim stream As Object
    stream = CreateUnoService("com.sun.star.io.TextOutputStream")
    stream.setOutputStream(files.openFileWrite(url))
    stream.setEncoding("UTF-8")
    stream.writeString(text)
    stream.closeOutput()
End Sub

Private Function Reader(url As String) As Object
    Dim stream As Object
    stream = CreateUnoService("com.sun.star.io.TextInputStream")
    stream.setInputStream(CreateUnoService("com.sun.star.ucb.SimpleFileAccess").openFileRead(url))
    stream.setEncoding("UTF-8")
    Reader = stream
End Function

Private Function FirstLine(url As String) As String
    Dim stream As Object
    If Not FileExists(url) Then Exit Function
    stream = Reader(url)
    FirstLine = Trim(stream.readLine())
    stream.closeInput()
End Function

' One word for the shell, whatever is in it.
Private Function Quoted(text As String) As String
    Quoted = "'" & Join(Split(text, "'"), "'\''") & "'"
End Function
