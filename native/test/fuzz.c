/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Throws damaged plans at the check and the interpreter, system calls answered by a die. Most of them have a
 * right checksum, or nothing behind it would ever be reached. Built with the address and undefined-behaviour
 * sanitizers; the memory behind the plan is poisoned.
 */
#include "../src/plan.h"
#include "plans.h"
#include <linux/mman.h>
#include <sanitizer/asan_interface.h>
#include <setjmp.h>
#include <stdio.h>

long atol(const char *text);
void *mmap(void *at, size_t size, int protection, int flags, int fd, long offset);

static struct plan_builder source;
static jmp_buf end;
static uint64_t seed = 88172645463325252U;
static long calls, calls_of_this;

static uint32_t die_roll(uint32_t sides)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 20) % sides;
}

long syscall6(long n, long a, long b, long c, long d, long e, long f)
{
    static const int results[] = {0, 1, 5, 5,      5,       8,       8,      8,       8,     9,
                                  9, 9, 9, -EPERM, -ENOENT, -EACCES, -EINTR, -EINVAL, -EPIPE};
    (void)b, (void)c, (void)d, (void)e, (void)f;
    calls++;
    /* Plans loop only as long as a call fails, so a plan that makes this many has found another way to. */
    if (++calls_of_this > 4096 * 64)
        __builtin_trap();
    if (n == __NR_exit_group)
        longjmp(end, 1);
    if (n == __NR_pipe2 && a > 0x40000000)
        ((int *)a)[0] = 5, ((int *)a)[1] = 6;
    if (n == __NR_clone3)
        return die_roll(2) ? 1234 : 0;
    if (n == __NR_read && a == 5)
        return die_roll(3) ? 0 : 8;
    return results[die_roll(sizeof results / sizeof *results)];
}

long init_fork(void)
{
    return die_roll(8) ? 0 : -EAGAIN;
}

_Noreturn void monitor(const struct supervise *record, int report)
{
    (void)report;
    if (record->flags > SUPERVISE_STDIN_ONCE)
        __builtin_trap();
    longjmp(end, 1);
}

static uint64_t interesting(uint32_t length)
{
    const uint64_t values[] = {0,
                               1,
                               7,
                               63,
                               64,
                               0xffff,
                               0xffffffff,
                               UINT64_MAX,
                               PLAN_BASE,
                               PLAN_BASE + length,
                               PLAN_BASE + length - 1,
                               PLAN_BASE + length - 8,
                               PLAN_BASE + length - 7,
                               PLAN_BASE + length - 24,
                               PLAN_BASE + 64 + die_roll(length),
                               UINT64_MAX - PLAN_BASE,
                               length};
    return values[die_roll(sizeof values / sizeof *values)];
}

static void damage(uint8_t *bytes, uint32_t length)
{
    static const uint32_t sizes[] = {1, 2, 4, 8};
    for (uint32_t changes = die_roll(4) + 1; changes; changes--) {
        uint64_t value = die_roll(2) ? interesting(length) : seed;
        uint32_t size = sizes[die_roll(4)];
        uint32_t at = die_roll(length / size) * size;
        memcpy(bytes + at, &value, size);
    }
}

/* Returns whether the plan was accepted. */
static bool try_plan(uint8_t *place, uint32_t length, unsigned fds)
{
    static const int numbers[PLAN_FDS] = {10, 11, 12};
    volatile bool accepted = false;
    calls_of_this = 0;
    ASAN_POISON_MEMORY_REGION(place + length, PLAN_LIMIT - length);
    if (setjmp(end) == 0 && plan_check((const struct plan *)place, length, fds)) {
        accepted = true;
        plan_run((const struct plan *)place, numbers);
    }
    ASAN_UNPOISON_MEMORY_REGION(place, PLAN_LIMIT);
    return accepted;
}

static bool fuzz_one(uint8_t *place, long round)
{
    static const char *const argv[] = {"/bin/echo", "x", NULL};
    static uint32_t length;
    if (round % 64 == 0)
        length = plan_for(&source, argv, (int)die_roll(16));
    uint32_t size = length;
    memcpy(place, source.bytes, length);
    if (round % 64)
        damage(place, length);
    if (die_roll(4) == 0)
        size = die_roll(length / 8 + 1) * 8;
    if (die_roll(8) && size >= sizeof(struct plan)) {
        memcpy(place + offsetof(struct plan, length), &size, 4);
        plan_seal(place, size);
    }
    return try_plan(place, size, die_roll(50) ? ((const struct plan *)place)->fds : die_roll(20));
}

int main(int argc, char **argv)
{
    long rounds = argc > 1 ? atol(argv[1]) : 100000, accepted = 0;
    void *place = mmap((void *)PLAN_BASE, PLAN_LIMIT, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (place != (void *)PLAN_BASE) {
        printf("Bail out! the address of plans is taken\n");
        return 1;
    }
    for (long round = 0; round < rounds; round++)
        accepted += fuzz_one(place, round);
    printf("1..1\nok 1 - %ld damaged plans, %ld accepted, %ld system calls\n", rounds, accepted, calls);
    return 0;
}
