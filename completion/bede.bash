# SPDX-License-Identifier: Apache-2.0
# Completion of bede for bash.
_bede() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        COMPREPLY=($(compgen -W "read add watch find show serve export merge split parse lines explain check import suggest --help --version" -- "$cur"))
        return
    fi
    case $prev in
    --format)
        [ "${COMP_WORDS[1]}" = export ] && COMPREPLY=($(compgen -W "gdelt icews polecat petrarch phoenix plover csv jsonl gexf graphml" -- "$cur")) && return
        [ "${COMP_WORDS[1]}" = find ] && COMPREPLY=($(compgen -W "table jsonl csv" -- "$cur")) && return
        [ "${COMP_WORDS[1]}" = show ] && COMPREPLY=($(compgen -W "text jsonl" -- "$cur")) && return
        COMPREPLY=($(compgen -W "table events articles text html" -- "$cur")) && return ;;
    --color) COMPREPLY=($(compgen -W "auto always never" -- "$cur")) && return ;;
    --input)
        local kinds="auto html text"
        [ "${COMP_WORDS[1]}" = parse ] && kinds="text conllu"
        COMPREPLY=($(compgen -W "$kinds" -- "$cur")) && return
        ;;
    --rules | --actors | --knowledge) COMPREPLY=($(compgen -f -- "$cur")) && return ;;
    --date | --threads) return ;;
    esac
    if [[ $cur == -* ]]; then
        local all="--help --knowledge"
        case ${COMP_WORDS[1]} in
        read) all="$all --rules --actors --format --date --input --threads --color --host --language --type --since --until --start --resume --map --timeout --ignore-robots" ;;
        watch) all="$all --rules --actors --once --feeds --every --pause --timeout --most --ignore-robots" ;;
        serve) all="--help --port --listen --host --read-only --threads --rules --actors --knowledge --key-file --ask-key" ;;
        find) all="--help --who --whom --either --dyad --country --sector --type --quad --cameo --mode --context --aux --place --box --since --until --source --words --min-sources --sort --rising --limit --after --count --by --format --color" ;;
        show) all="--help --format --color" ;;
        parse) all="$all --input" ;;
        explain) all="$all --date --sentence --all --format --color" ;;
        lines) all="$all --date --threads --rules --actors" ;;
        import) all="--help --output --lines" ;;
        suggest) all="$all --rules --actors --top --format --date" ;;
        check) all="$all --rules --actors" ;;
        esac
        COMPREPLY=($(compgen -W "$all" -- "$cur"))
    else
        COMPREPLY=($(compgen -f -- "$cur"))
    fi
}
complete -o filenames -F _bede bede
