/* SPDX-License-Identifier: Apache-2.0 */
/* What libc would do before and around main. */
#include "sys.h"

int main(int argc, char **argv, char **envp);
void start(long *stack);

__asm__(".globl _start\n_start:\n" ARCH_ENTRY);

__attribute__((used)) void start(long *stack)
{
    int argc = (int)stack[0];
    char **argv = (char **)(stack + 1);
    leave(main(argc, argv, argv + argc + 1));
}

void *memcpy(void *to, const void *from, size_t size)
{
    char *t = to;
    const char *f = from;
    while (size--)
        *t++ = *f++;
    return to;
}

void *memset(void *at, int byte, size_t size)
{
    char *t = at;
    while (size--)
        *t++ = (char)byte;
    return at;
}
