# shellcheck shell=bash
# Sourced: counts what is so and what is not, for scripts whose sum scripts/test.sh adds up.
#   that WHAT COMMAND...     counts whether COMMAND succeeds, and shows what it said where it does not
#   not COMMAND...           succeeds where COMMAND does not
#   same ONE OTHER           succeeds where both are the same text, and shows them where they are not
#   counted                  prints "N passed, M failed", and fails where anything failed
# Not for: making what is compared.
passed=0 failed=0

that() {
    local what=$1 told
    shift
    if told=$("$@" 2>&1); then
        passed=$((passed + 1))
        echo "ok: $what"
    else
        failed=$((failed + 1))
        printf 'not so: %s\n%s\n' "$what" "$told"
    fi
}

not() { ! "$@"; }

same() { [[ "$1" == "$2" ]] || { printf '%s\n%s\n' "$1" "$2"; return 1; }; }

counted() {
    echo "$passed passed, $failed failed"
    ((failed == 0))
}
