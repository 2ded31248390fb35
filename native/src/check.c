/* SPDX-License-Identifier: Apache-2.0 */
/* Decides whether a plan may run. Nothing of it has been executed yet, and nothing in it is trusted. */
#include "plan.h"
#include <linux/sched.h>

struct arena {
    uint64_t begin, end;
    uint64_t text_end; /* behind the last NUL: a string that starts before it ends before it */
};

static bool inside(const struct arena *arena, uint64_t address, uint64_t size)
{
    return address >= arena->begin && address <= arena->end && size <= arena->end - address;
}

static bool check_strings(const struct arena *arena, uint64_t array)
{
    for (; inside(arena, array, 8); array += 8) {
        uint64_t text = *(plan_u64 *)array;
        if (!text)
            return true;
        if (text < arena->begin || text >= arena->text_end)
            return false;
    }
    return false;
}

static bool check_supervise(const struct arena *arena, uint64_t address)
{
    struct supervise record;
    if (!inside(arena, address, sizeof record))
        return false;
    memcpy(&record, (const void *)address, sizeof record);
    for (int i = 0; i < SUPERVISE_SLOTS; i++)
        if ((&record.pid)[i] < -1 || (&record.pid)[i] >= PLAN_SLOTS)
            return false;
    return record.flags <= SUPERVISE_STDIN_ONCE;
}

static bool check_arguments(const struct arena *arena, const struct plan_op *op)
{
    const uint64_t *a = op->args;
    switch (op->code) {
    case OP_SYSCALL:
    case OP_INIT:
    case OP_EXIT: return true;
    case OP_CLONE:
        return op->number == __NR_clone3 && a[1] >= CLONE_ARGS_SIZE_VER0 && inside(arena, a[0], a[1]);
    case OP_EXEC:
        return check_strings(arena, a[0]) && check_strings(arena, a[1]) && check_strings(arena, a[2]);
    case OP_STORE:
    case OP_LOAD: return (a[1] == 4 || a[1] == 8) && inside(arena, a[0], a[1]);
    case OP_NUMBER: return inside(arena, a[0], 24);
    case OP_EXPECT: return inside(arena, a[0], 8) && a[3] >= 1 && a[3] <= 4095;
    case OP_SUPERVISE: return check_supervise(arena, a[0]);
    default: return false;
    }
}

static bool check_slots(const struct plan_op *op)
{
    /* Arguments whose value the checks above rely on must not come from slots. */
    static const uint8_t values[OP_EXIT + 1] = {
        [OP_CLONE] = 3,  [OP_EXEC] = 7,   [OP_STORE] = 3,    [OP_LOAD] = 3,
        [OP_NUMBER] = 1, [OP_EXPECT] = 9, [OP_SUPERVISE] = 1};
    if (op->slots & (op->code < sizeof values ? values[op->code] | 0xc0 : 0xff))
        return false;
    for (int i = 0; i < 6; i++)
        if (op->slots >> i & 1 && op->args[i] >= PLAN_SLOTS)
            return false;
    return op->result < PLAN_SLOTS || op->result == SLOT_NONE;
}

/*
 * Jumps go forward, so a plan ends; back goes only a system call that fails, so it may wait for the same again.
 * An operation that returns twice has no other way out.
 */
static bool check_flow(const struct plan_op *op, uint32_t index, uint32_t count)
{
    int choice = op->policy & ~POLICY_ZERO;
    bool twice = op->code == OP_CLONE || op->code == OP_INIT;
    if (choice > POLICY_JUMP || (twice && op->policy != POLICY_FAIL))
        return false;
    bool jumps = choice == POLICY_JUMP || op->code == OP_CLONE;
    return !jumps || ((op->code == OP_SYSCALL || op->target > index) && op->target < count);
}

static bool check_ops(const struct plan *plan, const struct arena *arena)
{
    const struct plan_op *ops = plan->ops;
    unsigned clones = 0;
    for (uint32_t i = 0; i < plan->count; i++) {
        clones += ops[i].code == OP_CLONE;
        if (!check_slots(&ops[i]) || !check_flow(&ops[i], i, plan->count) || !check_arguments(arena, &ops[i]))
            return false;
    }
    return clones <= 1;
}

static uint64_t checksum(const struct plan *plan)
{
    const uint64_t *words = (const uint64_t *)plan;
    uint64_t hash = PLAN_CHECKSUM;
    for (uint32_t i = 0; i < plan->length / 8; i++) {
        uint64_t word = i == offsetof(struct plan, checksum) / 8 ? 0 : words[i];
        hash = (hash ^ word) * PLAN_PRIME;
    }
    return hash;
}

static bool check_header(const struct plan *plan, uint32_t bytes, unsigned fds)
{
    if (bytes < sizeof *plan || bytes > PLAN_LIMIT || bytes % 8)
        return false;
    return plan->magic == PLAN_MAGIC && plan->version == 1 && plan->length == bytes && plan->fds == fds &&
           fds <= PLAN_FDS && plan->base == PLAN_BASE && !plan->reserved[0] && !plan->reserved[1] &&
           !plan->reserved[2] && plan->count >= 1 && plan->count <= PLAN_OPS &&
           plan->count * sizeof(struct plan_op) <= bytes - sizeof *plan && checksum(plan) == plan->checksum;
}

bool plan_check(const struct plan *plan, uint32_t bytes, unsigned fds)
{
    if (!check_header(plan, bytes, fds))
        return false;
    struct arena arena = {.begin = PLAN_BASE + sizeof *plan + plan->count * sizeof(struct plan_op),
                          .end = PLAN_BASE + bytes};
    const char *first = (const char *)arena.begin, *last = (const char *)arena.end;
    while (last > first && last[-1])
        last--;
    arena.text_end = (uint64_t)last;
    return check_ops(plan, &arena);
}
