Option Explicit

' One click as files in a folder of its own (xlpy/buttons/job.py): job, pid, out, err, done.

Const ShortTick = 5        ' milliseconds between two looks at the done-file, while a warm click may end any moment
Const LongTick = 20
Const ShortTicks = 100
Const TicksPerLook = 50    ' looks between two checks that the process is still there

Function Prepare(command As String, doc As Object) As String
    Dim files As Object, folder As String
    files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    Randomize
    folder = Server.Session() & "/" & Format(Now, "yyyymmdd-hhmmss-") & Hex(CLng(Rnd * 2147483646))
    files.createFolder(folder)
    WriteText files, folder & "/job", _
        command & Chr(10) & Server.Pipe() & Chr(10) & Address(doc) & Chr(10)
    Prepare = folder
End Function

' A process of its own for this click alone.
Sub Launch(command As String, doc As Object, folder As String)
    StartScript folder, "run.sh", "pid", _
        "export THIDUA_LO_PIPE=" & Quoted(Server.Pipe()) & Chr(10) & _
        "export THIDUA_LO_DOCUMENT=" & Quoted(Address(doc)) & Chr(10) & _
        "export THIDUA_JOB=" & Quoted(ConvertFromURL(folder)) & Chr(10) & _
        Quoted(Config.Python()) & " -c " & Quoted(command) & " > out 2> err < /dev/null" & Chr(10) & _
        "printf %s $? > done.part" & Chr(10) & _
        "mv done.part done" & Chr(10)
End Sub

' Writes a script into the folder and starts it there; its number goes into the file pidFile.
Sub StartScript(folder As String, script As String, pidFile As String, commands As String)
    WriteText CreateUnoService("com.sun.star.ucb.SimpleFileAccess"), folder & "/" & script, _
        "cd " & Quoted(ConvertFromURL(folder)) & " || exit" & Chr(10) & _
        "printf %s $$ > " & pidFile & Chr(10) & _
        "unset PYTHONHOME" & Chr(10) & _
        "export PYTHONUTF8=1 PYTHONPATH=" & Quoted(Config.Tool()) & Chr(10) & _
        commands
    Shell "/bin/sh", 0, Chr(34) & ConvertFromURL(folder & "/" & script) & Chr(34), False
End Sub

Function WaitForEnd(folder As String) As String
    Dim ticks As Long
    Do While Not FileExists(folder & "/done")
        Wait IIf(ticks < ShortTicks, ShortTick, LongTick)
        ticks = ticks + 1
        If ticks Mod TicksPerLook = 0 Then
            If IsLost(folder) Then
                If Not FileExists(folder & "/done") Then
                    WaitForEnd = "killed"
                    Exit Function
                End If
            End If
        End If
    Loop
    WaitForEnd = FirstLine(folder & "/done")
End Function

' Whether nobody works on the click any more: a server may also die before it has handed the click on.
Private Function IsLost(folder As String) As Boolean
    If FileExists(folder & "/pid") Then
        IsLost = IsDead(folder & "/pid")
    Else
        IsLost = Server.IsLeft()
    End If
End Function

' True only where the system can tell, and the process with the number in this file is gone.
Function IsDead(url As String) As Boolean
    Dim pid As String
    IsDead = False
    pid = FirstLine(url)
    If pid <> "" And FileExists("/proc/self") Then IsDead = Not FileExists("/proc/" & pid)
End Function

' Python's own last words, which name the error.
Function Trouble(folder As String, code As String) As String
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

Sub Remove(url As String)
    On Error Resume Next
    CreateUnoService("com.sun.star.ucb.SimpleFileAccess").kill(url)
End Sub

Sub WriteText(files As Object, url As String, text As String)
    Dim stream As Object
    stream = CreateUnoService("com.sun.star.io.TextOutputStream")
    stream.setOutputStream(files.openFileWrite(url))
    stream.setEncoding("UTF-8")
    stream.writeString(text)
    stream.closeOutput()
End Sub

Function FirstLine(url As String) As String
    Dim stream As Object
    If Not FileExists(url) Then Exit Function
    stream = Reader(url)
    FirstLine = Trim(stream.readLine())
    stream.closeInput()
End Function

' One word for the shell, whatever is in it.
Function Quoted(text As String) As String
    Quoted = "'" & Join(Split(text, "'"), "'\''") & "'"
End Function

Private Function Address(doc As Object) As String
    If IsNull(doc) Then Exit Function
    Address = doc.URL
    If Address = "" Then Address = doc.Title
End Function

Private Function Reader(url As String) As Object
    Dim stream As Object
    stream = CreateUnoService("com.sun.star.io.TextInputStream")
    stream.setInputStream(CreateUnoService("com.sun.star.ucb.SimpleFileAccess").openFileRead(url))
    stream.setEncoding("UTF-8")
    Reader = stream
End Function
