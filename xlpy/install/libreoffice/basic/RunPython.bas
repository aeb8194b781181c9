Option Explicit

' What the workbook's macro finds: Application.Run "xlwings.xlam!RunPython", command
Sub RunPython(command As String)
    GlobalScope.BasicLibraries.loadLibrary("ThiDuaLO")
    ThiDuaLO.Click.Run(command)
End Sub
