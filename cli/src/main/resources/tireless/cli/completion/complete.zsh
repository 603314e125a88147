# Offers what may stand in the place of the word under the cursor.
_tireless() {
    local current=$words[CURRENT] at=${words[1]:t} word option kind REPLY i
    local -a given
    for ((i = 2; i < CURRENT; i++)); do
        word=$words[i]
        if [[ -n $kind ]]; then
            given+=("$option=$word")
            kind=
            continue
        fi
        if [[ $word == -* ]]; then
            option=$word
            _tireless_value "$at $word"
            kind=$REPLY
            continue
        fi
        _tireless_commands "$at"
        if [[ " $REPLY " == *" $word "* ]]; then
            at="$at $word"
        else
            given+=("$word")
        fi
    done
    if [[ -n $kind ]]; then
        _tireless_offer "$kind"
    elif [[ $current == -* ]]; then
        _tireless_options "$at"
        _tireless_offer "words $REPLY"
    else
        if [[ $#given -eq 0 || "$given" == -* ]]; then
            _tireless_commands "$at"
            _tireless_offer "words $REPLY"
        fi
        _tireless_arguments "$at"
        _tireless_offer "$REPLY"
    fi
}

# The program as it stands on the line: ~ is not replaced in it.
_tireless_offer() {
    local program=${words[1]/#\~/$HOME}
    case $1 in
        'words '*) compadd -- ${=1#words } ;;
        'live '*) compadd -- ${(f)"$(TIRELESS_BUILD=never $program __complete ${1#live } $given 2>/dev/null)"} ;;
        files) _files ;;
    esac
}

(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u; }
