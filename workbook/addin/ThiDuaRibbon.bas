Attribute VB_Name = "ThiDuaRibbon"
Option Explicit

' The buttons of the ribbon tab: the workbook's own, for the workbook in front, whose
' macros may be blocked or missing. ASCII only; late bound, so that no reference is needed.

Public Sub RibbonKiemTra(ByVal control As Object)
    RunOnActive "check"
End Sub

Public Sub RibbonSuaTheoDeXuat(ByVal control As Object)
    RunOnActive "fix"
End Sub

Public Sub RibbonTinhDiem(ByVal control As Object)
    RunOnActive "score"
End Sub

Public Sub RibbonXuatHoSo(ByVal control As Object)
    RunOnActive "export"
End Sub

Public Sub RibbonXuatQuyetDinh(ByVal control As Object)
    RunOnActive "award"
End Sub

Public Sub RibbonMoThuMuc(ByVal control As Object)
    If Not IsOurs() Then
        Tell "msg_not_ours", ""
        Exit Sub
    End If
    Dim trouble As String
    trouble = Obstacle(ActiveWorkbook.Path, False)
    If trouble <> "" Then
        Tell trouble, ""
        Exit Sub
    End If
    On Error GoTo Failed
    ActiveWorkbook.FollowHyperlink ActiveWorkbook.Path & Application.PathSeparator & CellText("packets_folder")
    Exit Sub
Failed:
    Tell "msg_no_packets", Err.Description
End Sub

Public Sub RibbonTachSo(ByVal control As Object)
    RunOnActive "split"
End Sub

Public Sub RibbonGhepSo(ByVal control As Object)
    RunOnActive "merge"
End Sub

Public Sub RibbonHoanTacGhep(ByVal control As Object)
    RunOnActive "undo_merge"
End Sub

Private Sub RunOnActive(ByVal verb As String)
    If IsOurs() Then
        RunTool verb, ActiveWorkbook
    Else
        Tell "msg_not_ours", ""
    End If
End Sub

' Every workbook of ours has this name, whatever became of its tabs; without a workbook in front it is false too.
Private Function IsOurs() As Boolean
    On Error Resume Next
    IsOurs = Len(ActiveWorkbook.Names("cfg_campaign_code").Name) > 0
End Function
