Option Explicit

' Loads the counterpart of the xlwings add-in as soon as a workbook of ours is opened, and lets Python warm up.
' Application.Run "xlwings.xlam!RunPython" finds a document by its file name, but only one that was loaded
' with a window: so the window is made, then hidden.

Const Mark = "msg_no_addin"   ' a defined name that every workbook of ours has
Const AddinFile = "xlwings.xlam"

' Bound to the event OnLoad of all documents (registry.py): must never disturb a document that is not ours.
Sub OnDocument(Optional event)
    On Error GoTo Leave
    If IsMissing(event) Then Exit Sub
    If Not IsOurs(event.Source) Then Exit Sub
    event.Source.addCloseListener(CreateUnoListener("Closing_", "com.sun.star.util.XCloseListener"))
    If IsHidden(event.Source) Then Exit Sub
    LoadCounterpart event.Source
    Server.Begin
Leave:
End Sub

' The last workbook of ours takes the hidden document and Python away with it. A listener, not the event OnUnload:
' for that one LibreOffice runs the macro through the closing document, and where another program closes it (not its
' window) that shows an error box which keeps all other windows from being used.
Sub Closing_notifyClosing(event)
    On Error GoTo Leave
    Dim counterpart As Object
    If Not IsOurs(event.Source) Then Exit Sub
    If OursOtherThan(event.Source) > 0 Then Exit Sub
    Server.Finish
    counterpart = FindCounterpart()
    If Not IsNull(counterpart) Then counterpart.close(False)
Leave:
End Sub

Sub Closing_queryClosing(event, getsOwnership As Boolean)
End Sub

Sub Closing_disposing(event)
End Sub

Function IsOurs(doc As Object) As Boolean
    IsOurs = False
    If IsNull(doc) Then Exit Function
    If Not HasUnoInterfaces(doc, "com.sun.star.sheet.XSpreadsheetDocument") Then Exit Function
    If IsNull(doc.NamedRanges) Then Exit Function ' closed while its macro ran: it stays in the list for good
    IsOurs = doc.NamedRanges.hasByName(Mark)
End Function

Function FindCounterpart() As Object
    Dim documents As Object, doc As Object
    documents = StarDesktop.Components.createEnumeration()
    Do While documents.hasMoreElements()
        doc = documents.nextElement()
        If HasUnoInterfaces(doc, "com.sun.star.frame.XModel") Then
            If Right(doc.URL, Len(AddinFile) + 1) = "/" & AddinFile Then
                FindCounterpart = doc
                Exit Function
            End If
        End If
    Loop
End Function

Private Function IsHidden(doc As Object) As Boolean
    Dim argument
    IsHidden = False
    For Each argument In doc.Args
        If argument.Name = "Hidden" Then IsHidden = argument.Value
    Next
End Function

Private Function OursOtherThan(closing As Object) As Long
    Dim documents As Object, doc As Object
    OursOtherThan = 0
    documents = StarDesktop.Components.createEnumeration()
    Do While documents.hasMoreElements()
        doc = documents.nextElement()
        If IsOurs(doc) Then
            If Not EqualUnoObjects(doc, closing) Then OursOtherThan = OursOtherThan + 1
        End If
    Loop
End Function

Sub LoadCounterpart(workbook As Object)
    Dim folder As String, counterpart As Object, window As Object
    If Not IsNull(FindCounterpart()) Then Exit Sub
    folder = CreateUnoService("com.sun.star.util.PathSubstitution").substituteVariables("$(user)", True) & "/thidua"
    Dim args(3) As New com.sun.star.beans.PropertyValue
    args(0).Name = "ReadOnly": args(0).Value = True
    args(1).Name = "MacroExecutionMode": args(1).Value = com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
    args(2).Name = "FilterName": args(2).Value = "calc8"
    args(3).Name = "Minimized": args(3).Value = True
    counterpart = StarDesktop.loadComponentFromURL(folder & "/" & AddinFile, "_blank", 0, args())
    ' Application.Run looks into the library that has the project's name, and that name is empty in a new document.
    counterpart.BasicLibraries.ProjectName = "Standard"
    window = counterpart.CurrentController.Frame.ContainerWindow
    window.setVisible(False)
    If Not IsNull(workbook.CurrentController) Then workbook.CurrentController.Frame.activate()
End Sub
