Option Explicit

' Esc, or the command of the menu, while Python works: a file in the job's folder, which Python looks for
' between two steps (xlpy/buttons/stopping.py).

Private jobFolder As String
Private toolkit As Object
Private listener As Object

' All windows of the program: the key may go to the button that was clicked, or to its tip, not to the sheet.
Sub Watch(folder As String)
    jobFolder = folder
    toolkit = CreateUnoService("com.sun.star.awt.Toolkit")
    listener = CreateUnoListener("Esc_", "com.sun.star.awt.XKeyHandler")
    toolkit.addKeyHandler(listener)
End Sub

Sub Unwatch()
    On Error Resume Next
    jobFolder = ""
    If Not IsNull(toolkit) Then toolkit.removeKeyHandler(listener)
    toolkit = Nothing
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
    toolkit = Nothing
End Sub
