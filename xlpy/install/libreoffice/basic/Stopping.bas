Option Explicit

' Esc, or the command of the menu, while Python works: a file in the job's folder, which Python looks for
' between two steps (xlpy/buttons/stopping.py).

Private jobFolder As String
Private controller As Object
Private listener As Object

Sub Watch(doc As Object, folder As String)
    jobFolder = folder
    If IsNull(doc) Then Exit Sub
    If IsNull(doc.CurrentController) Then Exit Sub
    controller = doc.CurrentController
    listener = CreateUnoListener("Esc_", "com.sun.star.awt.XKeyHandler")
    controller.addKeyHandler(listener)
End Sub

Sub Unwatch()
    On Error Resume Next ' the window may be closed by now
    jobFolder = ""
    If Not IsNull(controller) Then controller.removeKeyHandler(listener)
    controller = Nothing
    listener = Nothing
End Sub

Sub Ask()
    If jobFolder = "" Then Exit Sub
    Job.WriteText CreateUnoService("com.sun.star.ucb.SimpleFileAccess"), jobFolder & "/stop", ""
End Sub

Function Esc_keyPressed(event) As Boolean
    Esc_keyPressed = False
    If event.KeyCode = com.sun.star.awt.Key.ESCAPE Then
        Ask
        Esc_keyPressed = True
    End If
End Function

Function Esc_keyReleased(event) As Boolean
    Esc_keyReleased = False
End Function

Sub Esc_disposing(event)
    controller = Nothing
End Sub
