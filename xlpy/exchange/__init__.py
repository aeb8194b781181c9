"""Room `exchange`: the workbook's travels. What a copy for a unit holds, drafts of the mail that carries it, who has
not answered, and the three-way merge of what came back.

Plain data in, plain data out: rows as they were typed (`model.rawrows`), the register of copies, texts. May import
`xlpy.schema`, `xlpy.vietnamese` and `xlpy.model`. May not open or write a file, know a spreadsheet library, build a
workbook or send anything: that is for `books`, `workbook` and the verbs in `buttons`.
"""
