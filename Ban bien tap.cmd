@echo off
chcp 65001 >nul
cd /d "%~dp0"
where py >nul 2>nul
if errorlevel 1 goto python
py -3 scripts\run.py desk %*
goto end
:python
python scripts\run.py desk %*
:end
if errorlevel 1 pause
