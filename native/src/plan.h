/* SPDX-License-Identifier: Apache-2.0 */
/* The launch plan. docs/launch-plan.md defines it; this header repeats only its layout. */
#ifndef JUG_PLAN_H
#define JUG_PLAN_H

#include "sys.h"

#define PLAN_BASE     UINT64_C(0x20000000)
#define PLAN_MAGIC    "JUGPLAN" /* with its NUL: 8 bytes */
#define PLAN_CHECKSUM UINT64_C(0xcbf29ce484222325)
#define PLAN_PRIME    UINT64_C(0x100000001b3)

enum {
    PLAN_LIMIT = 1 << 20,
    PLAN_OPS = 4096,
    PLAN_FDS = 16,
    PLAN_SLOTS = 64,
    SLOT_REPORT = 63,
    SLOT_NONE = 0xffff,
    POLICY_FAIL = 0,
    POLICY_ACCEPT = 1,
    POLICY_JUMP = 2,
    POLICY_ZERO = 0x80
};

enum plan_code {
    OP_SYSCALL = 1,
    OP_CLONE = 2,
    OP_EXEC = 3,
    OP_STORE = 4,
    OP_LOAD = 5,
    OP_NUMBER = 6,
    OP_EXPECT = 7,
    OP_INIT = 8,
    OP_SUPERVISE = 9,
    OP_EXIT = 10
};

struct plan {
    char magic[8];
    uint32_t version, length, count, fds;
    uint64_t base, checksum;
    uint8_t reserved[24];
};

struct plan_op {
    uint16_t code, number, result;
    uint8_t slots, policy;
    uint32_t target;
    uint16_t errno1, errno2;
    uint64_t args[6];
};

/* What a child tells its launcher, and the launcher the engine. */
struct report {
    uint32_t op, error;
};

#define REPORT_PLAN UINT32_C(0xffffffff)

/* The supervise record: slot numbers in the plan, descriptors (or −1) once the launcher has resolved it. */
struct supervise {
    int32_t pid, pidfd, in, out, err, terminal, log, listen, state, gate, client, hold;
    uint32_t flags;
    uint8_t reserved[12];
};

enum { SUPERVISE_STDIN_ONCE = 1 };

_Static_assert(sizeof(struct plan) == 64 && sizeof(struct plan_op) == 64, "layout of the plan");
_Static_assert(sizeof(struct supervise) == 64, "layout of the supervise record");

/* A plan may be executed only if this returns true. It lies at PLAN_BASE and `bytes` long. */
bool plan_check(const struct plan *plan, uint32_t bytes, unsigned fds);

/* Executes a checked plan; engine is the socket for FAILED and for the monitor. */
_Noreturn void plan_run(const struct plan *plan, int engine, const int *fds);

/* Tells the engine and ends. */
_Noreturn void plan_failed(int engine, const struct report *report);

static inline const struct plan_op *plan_ops(const struct plan *plan)
{
    return (const struct plan_op *)(plan + 1);
}

/* Numbers in the arena are not always aligned. */
static inline uint64_t plan_u64(uint64_t address)
{
    uint64_t value;
    memcpy(&value, (const void *)address, sizeof value);
    return value;
}

#endif
