@echo off
chcp 65001 >nul
setlocal
pushd "%~dp0"
set "PYTHONUTF8=1"
call "%~dp0xlpy\install\tim-python.bat"
if errorlevel 1 goto end
call %PY% thidua.py --dropped %*
:end
set "RESULT=%ERRORLEVEL%"
popd
if not defined THIDUA_NO_PAUSE pause
exit /b %RESULT%
