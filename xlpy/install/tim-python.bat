@echo off
rem Sets PY to a Python 3.10 or newer, or explains how to get one and ends with 1. Called by the .bat files of the tool.
set "PY="
for %%P in ("py -3" "python" "python3") do if not defined PY call :try "%%~P"
if defined PY exit /b 0
rem Not by echo: a batch file is read in the code page of the machine, and diacritics would be lost.
type "%~dp0can-python.txt"
exit /b 1

:try
rem The Store's placeholder python.exe fails here too, as it runs nothing.
call %~1 -c "import sys; sys.exit(sys.version_info < (3, 10))" >nul 2>nul
if not errorlevel 1 set "PY=%~1"
exit /b 0
