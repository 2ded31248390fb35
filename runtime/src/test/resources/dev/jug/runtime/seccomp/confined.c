/* SPDX-License-Identifier: Apache-2.0 */
/* Loads the filter on standard input and becomes the program of its arguments. Exit status 125: the kernel refused. */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    static struct sock_filter code[BPF_MAXINSNS];
    size_t count = fread(code, sizeof code[0], BPF_MAXINSNS, stdin);
    struct sock_fprog program = {.len = (unsigned short)count, .filter = code};
    if (argc < 2 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
        syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program)) {
        perror("seccomp");
        return 125;
    }
    execv(argv[1], argv + 1);
    return 126;
}
