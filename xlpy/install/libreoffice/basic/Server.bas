Option Explicit

' The Python that stays (xlpy/buttons/server.py): started with the first workbook, offered every click.
' Its folder is named like the pipe: one for each run of LibreOffice.

Const Tick = 5             ' milliseconds between two looks
Const PatienceReady = 600  ' milliseconds for a server that said it is ready
Const PatienceStart = 8000 ' for one that is still starting
Const TicksPerLook = 20    ' looks between two checks that the process is still there
Const OurCommands = "import xlpy.buttons; xlpy.buttons."

' LibreOffice forgets Private variables when the last running macro ends, Global ones only with the program.
Global ThiDuaAcceptor As Object
Global ThiDuaPipe As String

Function Pipe() As String
    If ThiDuaPipe = "" Then
        Randomize
        ThiDuaPipe = "thidua-" & Config.User() & "-" & Hex(CLng(Rnd * 2147483646)) & Hex(CLng(Rnd * 2147483646))
        ThiDuaAcceptor = CreateUnoService("com.sun.star.office.Acceptor")
        ThiDuaAcceptor.initialize(Array("pipe,name=" & ThiDuaPipe & ";urp;", True))
    End If
    Pipe = ThiDuaPipe
End Function

' In the clerk's own profile, where nobody else can put files.
Function Session() As String
    Dim files As Object, parent As String
    parent = CreateUnoService("com.sun.star.util.PathSubstitution").substituteVariables("$(user)", True) & "/thidua"
    Session = parent & "/" & Pipe()
    If FileExists(Session) Then Exit Function
    files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    If Not files.isFolder(parent) Then files.createFolder(parent)
    files.createFolder(Session)
End Function

' Starts a server unless there is one.
Sub Begin()
    Dim folder As String
    folder = Session()
    If FileExists(folder & "/server") Then
        If Not Job.IsDead(folder & "/server") Then Exit Sub
    End If
    If Not FileExists(Config.Python()) Then Exit Sub
    Job.Remove folder & "/ready"
    Job.StartScript folder, "server.sh", "server", _
        "exec " & Job.Quoted(Config.Python()) & " -m xlpy.buttons.server . > server.out 2>&1 < /dev/null" & Chr(10)
End Sub

' The server sees that it is no longer named, and ends.
Sub Finish()
    If ThiDuaPipe <> "" Then Job.Remove Session() & "/server"
End Sub

' Whether a server has taken the click. One that is dead, or ends because the tool was updated, is replaced once.
Function Offer(command As String, folder As String) As Boolean
    Dim attempt As Integer
    Offer = False
    If Left(command, Len(OurCommands)) <> OurCommands Then Exit Function
    For attempt = 1 To 2
        Begin
        If IsTaken(folder) Then
            Offer = True
            Exit Function
        End If
    Next
End Function

Private Function IsTaken(folder As String) As Boolean
    Dim files As Object, waited As Long, waitedReady As Long, ticks As Long, hurry As Boolean
    files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    ' Moved, not written: it must be whole when the server sees it.
    files.move(folder & "/job", folder & ".job")
    Do While Not FileExists(folder & "/taken")
        Wait Tick
        waited = waited + Tick
        If FileExists(Session() & "/ready") Then waitedReady = waitedReady + Tick
        ticks = ticks + 1
        If ticks Mod TicksPerLook = 0 Then hurry = IsLeft()
        If hurry Or waitedReady > PatienceReady Or waited > PatienceStart Then
            IsTaken = Not IsWithdrawn(files, folder)
            Exit Function
        End If
    Loop
    IsTaken = True
End Function

' Whether nobody serves: the process is gone, or ends and no longer names itself.
Function IsLeft() As Boolean
    IsLeft = True
    If FileExists(Session() & "/server") Then IsLeft = Job.IsDead(Session() & "/server")
End Function

' The server renames the same file to take the click: only one of the two can.
Private Function IsWithdrawn(files As Object, folder As String) As Boolean
    IsWithdrawn = False
    On Error GoTo Taken
    files.move(folder & ".job", folder & "/job")
    IsWithdrawn = FileExists(folder & "/job")
Taken:
End Function
