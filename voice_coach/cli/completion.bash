# Completion of coach in bash. A name may hold anything (a headset names itself): it is quoted here,
# since bash puts what it finds in COMPREPLY on the line as it is.
_coach_completion() {
    local answer value quoted word=${COMP_WORDS[COMP_CWORD]} IFS=$'\n'
    COMPREPLY=()
    while read -r answer; do
        value=${answer#*,}
        case $answer in
            dir,*) compopt -o dirnames 2>/dev/null ;;
            file,*) compopt -o default 2>/dev/null ;;
            plain,*)
                _coach_quote "$value" "${word:0:1}"
                COMPREPLY+=("$quoted") ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" _COACH_COMPLETE=bash_complete "$1")
}

# Set `quoted` to a value as it may stand after an opening quote, or without one.
_coach_quote() {
    local index character
    quoted=
    case $2 in
        \' | \")
            for ((index = 0; index < ${#1}; index++)); do
                character=${1:index:1}
                case $2$character in
                    "''") quoted+="'\\''" ;;
                    '"!') quoted+="\"'!'\"" ;;
                    '"$' | '"`' | '""' | '"\') quoted+="\\$character" ;;
                    *) quoted+=$character ;;
                esac
            done ;;
        *) printf -v quoted %q "$1" ;;
    esac
}

complete -o nosort -F _coach_completion coach 2>/dev/null || complete -F _coach_completion coach
