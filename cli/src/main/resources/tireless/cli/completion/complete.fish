# Prints what may stand in the place of the word under the cursor, each with a tab and a description.
function __tireless_candidates
    set -l tokens (commandline -opc)
    set -l current (commandline -ct)
    set -l at (string split -r -m1 / -- $tokens[1])[-1]
    set -l given
    set -l kind
    set -l option
    for word in $tokens[2..]
        if test -n "$kind"
            set -a given "$option=$word"
            set kind
        else if string match -q -- '-*' $word
            set option $word
            set kind (__tireless_value "$at $word")
        else if contains -- $word (__tireless_commands $at | string split -f1 \t)
            set at "$at $word"
        else
            set -a given $word
        end
    end
    if test -n "$kind"
        __tireless_offer $tokens[1] $kind $given
    else if string match -q -- '-*' $current
        __tireless_options $at
    else
        if not string match -qv -- '-*' $given
            __tireless_commands $at
        end
        __tireless_offer $tokens[1] (__tireless_arguments $at) $given
    end
end

function __tireless_offer
    switch "$argv[2]"
        case 'words *'
            string split ' ' -- (string replace 'words ' '' -- $argv[2])
        case 'live *'
            TIRELESS_BUILD=never $argv[1] __complete (string replace 'live ' '' -- $argv[2]) $argv[3..] 2>/dev/null
        case files
            __fish_complete_path (commandline -ct)
    end
end

