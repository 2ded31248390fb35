/* SPDX-License-Identifier: Apache-2.0 */
/* All that depends on the processor: how to enter the kernel, and how the kernel enters us. */
#pragma once

#if defined(__x86_64__)

static inline long syscall6(long n, long a, long b, long c, long d, long e, long f)
{
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

/* The stack pointer is aligned here, and is the argument of start(). */
#define ARCH_ENTRY "mov %rsp, %rdi\n call start\n hlt\n"

#elif defined(__aarch64__)

static inline long syscall6(long n, long a, long b, long c, long d, long e, long f)
{
    register long x8 __asm__("x8") = n;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return x0;
}

#define ARCH_ENTRY "mov x0, sp\n bl start\n brk #1\n"

#else
#error "this processor needs its own part in arch.h"
#endif
