# The JVM takes the names of files for text in the character set of the locale, and in "C", as under cron or systemd, it can name no
# file beyond ASCII. What is started by it gets LANG alone, as the account has it.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
esac
