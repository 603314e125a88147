# Sets COMPREPLY to what may stand in the place of the word under the cursor.
_tireless() {
    local current=${COMP_WORDS[COMP_CWORD]} at=${COMP_WORDS[0]##*/} word option='' kind='' i REPLY
    local -a given=()
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
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
        if [[ ${#given[@]} -eq 0 || ${given[*]} == -* ]]; then
            _tireless_commands "$at"
            _tireless_offer "words $REPLY"
        fi
        _tireless_arguments "$at"
        _tireless_offer "$REPLY"
    fi
}

# Adds what of a kind begins like the word under the cursor.
_tireless_offer() {
    local program=${COMP_WORDS[0]/#\~/$HOME} words=
    case $1 in
        'words '*) words=${1#words } ;;
        'live '*) words=$(TIRELESS_BUILD=never "$program" __complete "${1#live }" "${given[@]}" 2>/dev/null) ;;
        files)
            compopt -o filenames 2>/dev/null
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
            ;;
    esac
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
}

