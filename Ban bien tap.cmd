@echo off
chcp 65001 >nul
pushd "%~dp0"
where py >nul 2>nul
if errorlevel 1 goto python
py -3 scripts\run.py desk %*
goto end
:python
where python >nul 2>nul
if errorlevel 1 goto none
python scripts\run.py desk %*
goto end
:none
echo Chua co Python: hay cai Python 3.11 tro len (python.org), roi mo lai ban bien tap.
pause
exit /b 1
:end
if errorlevel 1 pause
