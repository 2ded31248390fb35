/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Builds a filter with libseccomp from a plain text on standard input and writes its BPF to standard output. Names of
 * calls that this libseccomp is too old for go to standard error.
 *
 *   default ACTION
 *   arch NUMBER                     as seccomp_arch_add has it
 *   rule ACTION NAME [INDEX OP A B]...
 */
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(int result, const char *what)
{
    if (result < 0) {
        fprintf(stderr, "%s: %s\n", what, strerror(-result));
        exit(1);
    }
}

static void rule(scmp_filter_ctx filter)
{
    char *action = strtok(NULL, " \n"), *name = strtok(NULL, " \n"), *word;
    struct scmp_arg_cmp tests[6];
    unsigned count = 0;
    while ((word = strtok(NULL, " \n"))) {
        tests[count].arg = (unsigned)atoi(word);
        tests[count].op = atoi(strtok(NULL, " \n"));
        tests[count].datum_a = strtoull(strtok(NULL, " \n"), NULL, 0);
        tests[count].datum_b = strtoull(strtok(NULL, " \n"), NULL, 0);
        count++;
    }
    int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR) {
        fprintf(stderr, "%s\n", name);
        return;
    }
    check(seccomp_rule_add_array(filter, (uint32_t)strtoul(action, NULL, 0), number, count, tests), name);
}

int main(void)
{
    char line[4096];
    scmp_filter_ctx filter = NULL;
    while (fgets(line, sizeof line, stdin)) {
        char *verb = strtok(line, " \n");
        if (!strcmp(verb, "default"))
            filter = seccomp_init((uint32_t)strtoul(strtok(NULL, " \n"), NULL, 0));
        else if (!strcmp(verb, "arch"))
            check(seccomp_arch_add(filter, (uint32_t)strtoul(strtok(NULL, " \n"), NULL, 0)), "arch");
        else
            rule(filter);
    }
    check(seccomp_export_bpf(filter, 1), "export");
    return 0;
}
