/* SPDX-License-Identifier: Apache-2.0 */
/* The launch plan. docs/launch-plan.md defines it; this header repeats only its layout. */
#pragma once

#include "wire.h"

#define PLAN_BASE     UINT64_C(0x20000000)
#define PLAN_MAGIC    UINT64_C(0x004e414c5047554a) /* JUGPLAN with its NUL */
#define PLAN_CHECKSUM UINT64_C(0xcbf29ce484222325)
#define PLAN_PRIME    UINT64_C(0x100000001b3)
#define REPORT_PLAN   UINT32_C(0xffffffff)

enum { PLAN_OPS = 4096, PLAN_FDS = 16, PLAN_SLOTS = 64, SLOT_REPORT = 63, SLOT_NONE = 0xffff };
enum { POLICY_FAIL = 0, POLICY_ACCEPT = 1, POLICY_JUMP = 2, POLICY_ZERO = 0x80 };
enum { OP_SYSCALL = 1, OP_CLONE, OP_EXEC, OP_STORE, OP_LOAD, OP_NUMBER, OP_EXPECT, OP_INIT };
enum { OP_SUPERVISE = 9, OP_EXIT };
enum { PLAN_LIMIT = 1 << 20, SUPERVISE_STDIN_ONCE = 1, SUPERVISE_SLOTS = 12 };

/* The descriptor of the launcher's socket to the engine. */
enum { ENGINE = 3 };

struct plan_op {
    uint16_t code, number, result;
    uint8_t slots, policy;
    uint32_t target;
    uint16_t errno1, errno2;
    uint64_t args[6];
};

struct plan {
    uint64_t magic;
    uint32_t version, length, count, fds;
    uint64_t base, checksum, reserved[3];
    struct plan_op ops[];
};

/* Numbers in the arena are not always aligned. */
typedef uint64_t plan_u64 __attribute__((aligned(1), may_alias));
typedef int32_t plan_i32 __attribute__((aligned(1), may_alias));

/* What a child tells its launcher, and the launcher the engine. */
struct report {
    uint32_t op, error;
};

/* The supervise record: slot numbers in the plan, descriptors (or −1) once the launcher has resolved it. */
struct supervise {
    int32_t pid, pidfd, in, out[2], terminal, log, listen, state, client, hold, logs;
    uint32_t flags, log_bytes, log_files, log_number;
};

_Static_assert(sizeof(struct plan) == 64 && sizeof(struct plan_op) == 64, "layout of the plan");
_Static_assert(offsetof(struct supervise, flags) == SUPERVISE_SLOTS * 4, "layout of the supervise record");

/* A plan may be executed only if this returns true. It lies at PLAN_BASE and is `bytes` long. */
bool plan_check(const struct plan *plan, uint32_t bytes, unsigned fds);

/* Executes a checked plan. */
_Noreturn void plan_run(const struct plan *plan, const int *fds);

/* Tells the engine and ends. */
_Noreturn void plan_failed(uint32_t op, uint32_t error);

/*
 * Forks. Returns 0 in the child, −errno if that failed; the parent never returns: it is process 1 of the
 * container until the child ends.
 */
long init_fork(void);

/* Watches over the child until it ended and all clients know; report is the read end of the report pipe. */
_Noreturn void monitor(const struct supervise *record, int report);
