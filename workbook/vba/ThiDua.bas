Attribute VB_Name = "ThiDua"
Option Explicit

' The buttons of the workbook; what they do stands in ThiDuaRun.

Public Sub KiemTra()
    RunTool "check", ThisWorkbook
End Sub

Public Sub SuaTheoDeXuat()
    RunTool "fix", ThisWorkbook
End Sub

Public Sub TinhDiem()
    RunTool "score", ThisWorkbook
End Sub

Public Sub XuatHoSo()
    RunTool "export", ThisWorkbook
End Sub

Public Sub XuatQuyetDinh()
    RunTool "award", ThisWorkbook
End Sub

Public Sub MoThuMuc()
    RunTool "open_folder", ThisWorkbook
End Sub

Public Sub TachSo()
    RunTool "split", ThisWorkbook
End Sub

Public Sub GhepSo()
    RunTool "merge", ThisWorkbook
End Sub

Public Sub HoanTacGhep()
    RunTool "undo_merge", ThisWorkbook
End Sub
