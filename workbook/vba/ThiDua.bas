Attribute VB_Name = "ThiDua"
Option Explicit

' The buttons of the workbook. ASCII only: VBA source is code-page text, so every
' text that the clerk reads comes from a named cell. Must stay valid in Excel and
' in LibreOffice alike: no conditional compilation, no Declare, no references.

Public Sub KiemTra()
    RunTool "check"
End Sub

Public Sub TinhDiem()
    RunTool "score"
End Sub

Public Sub XuatHoSo()
    RunTool "export"
End Sub

Private Sub RunTool(ByVal verb As String)
    On Error GoTo Failed
    Application.Run "xlwings.xlam!RunPython", "import xlpy.buttons; xlpy.buttons." & verb & "()"
    Exit Sub
Failed:
    MsgBox CellText("msg_no_addin") & vbNewLine & vbNewLine & CellText("msg_detail") & " " & Err.Description, vbExclamation, CellText("msg_title")
End Sub

Private Function CellText(ByVal cellName As String) As String
    CellText = ThisWorkbook.Names(cellName).RefersToRange.Value
End Function
