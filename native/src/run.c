/* SPDX-License-Identifier: Apache-2.0 */
/* Executes a plan: in the launcher, and after CLONE in the child as well. */
#include "plan.h"
#include <linux/sched.h>

struct run {
    const struct plan *plan;
    int report; /* parent: read end of the report pipe */
    long child; /* parent: the child's process id, 0 before CLONE */
    bool is_child;
    int64_t slots[PLAN_SLOTS];
};

_Noreturn void plan_failed(uint32_t op, uint32_t error)
{
    const struct {
        struct head head;
        struct report report;
    } frame = {{FRAME_FAILED, sizeof frame.report}, {op, error}};
    SYS(__NR_sendto, ENGINE, &frame, sizeof frame, MSG_NOSIGNAL);
    leave(1);
}

static _Noreturn void fail(const struct run *run, uint32_t op, long error)
{
    struct report report = {op, (uint32_t)error}, cause;
    if (run->is_child) {
        SYS(__NR_write, run->slots[SLOT_REPORT], &report, sizeof report);
        leave(127);
    }
    if (run->child) {
        SYS(__NR_kill, run->child, SIGKILL);
        SYS(__NR_wait4, run->child, NULL, __WALL, NULL);
        /* It is dead, so its own account of its failure is in the pipe, if it left one. */
        if (SYS(__NR_read, run->report, &cause, sizeof cause) == sizeof cause)
            plan_failed(cause.op, cause.error);
    }
    plan_failed(report.op, report.error);
}

/* The interpreter lives on after the call, on its own stack and as a parent: these flags would break that. */
static bool clone_is_sane(uint64_t arguments)
{
    struct clone_args copy;
    memcpy(&copy, (const void *)arguments, CLONE_ARGS_SIZE_VER0);
    return !(copy.flags & (CLONE_VM | CLONE_VFORK | CLONE_THREAD | CLONE_PARENT | CLONE_SETTLS)) &&
           !copy.stack;
}

/* If it fails so does the plan, and the process ends: nothing is cleaned up. */
static long run_clone(struct run *run, uint64_t arguments, uint64_t size)
{
    int pipe[2];
    long result = clone_is_sane(arguments) ? SYS(__NR_pipe2, pipe, O_CLOEXEC | O_NONBLOCK) : -EINVAL;
    if (result < 0)
        return result;
    result = SYS(__NR_clone3, arguments, size);
    run->is_child = result == 0;
    run->child = result > 0 ? result : 0;
    run->report = pipe[0];
    run->slots[SLOT_REPORT] = run->is_child ? pipe[1] : -1;
    SYS(__NR_close, pipe[run->is_child ? 0 : 1]);
    return result;
}

static long run_exec(const struct run *run, const uint64_t *args)
{
    uint64_t end = PLAN_BASE + run->plan->length;
    long error = -ENOENT;
    bool denied = false;
    set_signal_mask(0);
    /* The end is checked again because the plan may have written to the array since. */
    for (uint64_t at = args[0]; at + 8 <= end && *(plan_u64 *)at; at += 8) {
        error = SYS(__NR_execve, *(plan_u64 *)at, args[1], args[2]);
        denied = denied || error == -EACCES;
        if (error != -ENOENT && error != -ENOTDIR && error != -EACCES)
            return error;
    }
    return denied ? -EACCES : error;
}

static long run_supervise(const struct run *run, uint64_t address)
{
    struct supervise record;
    int32_t *field = &record.pid;
    memcpy(&record, (const void *)address, sizeof record);
    for (int i = 0; i < SUPERVISE_SLOTS; i++)
        field[i] = field[i] < 0 ? -1 : (int32_t)run->slots[field[i] & (PLAN_SLOTS - 1)];
    if (run->is_child || !run->child || record.pid <= 0 || record.pidfd < 0)
        return -EINVAL;
    SYS(__NR_munmap, run->plan, run->plan->length);
    monitor(&record, run->report);
}

/* Returns the value of an operation; all but LOAD may return an error, −errno. */
static long execute(struct run *run, const struct plan_op *op, const uint64_t *a)
{
    switch (op->code) {
    case OP_SYSCALL: return SYS(op->number, a[0], a[1], a[2], a[3], a[4], a[5]);
    case OP_CLONE: return run_clone(run, a[0], a[1]);
    case OP_EXEC: return run_exec(run, a);
    case OP_STORE: memcpy((void *)a[0], &a[2], a[1] == 4 ? 4 : 8); return 0;
    case OP_LOAD: return a[1] == 8 ? (long)*(plan_u64 *)a[0] : *(plan_i32 *)a[0];
    case OP_NUMBER: text_number((char *)a[0], a[1]); return 0;
    case OP_EXPECT: return (*(plan_u64 *)a[0] & a[1]) == a[2] ? 0 : -(long)a[3];
    case OP_INIT: return init_fork();
    case OP_SUPERVISE: return run_supervise(run, a[0]);
    case OP_EXIT: leave((int)a[0]);
    default: return -EINVAL;
    }
}

/* Executes one operation and returns the index of the next. */
static uint32_t step(struct run *run, uint32_t index)
{
    const struct plan_op *op = &run->plan->ops[index];
    uint64_t args[6];
    for (int i = 0; i < 6; i++)
        args[i] = op->slots >> i & 1 ? (uint64_t)run->slots[op->args[i] & (PLAN_SLOTS - 1)] : op->args[i];
    long value = execute(run, op, args);
    bool empty = op->policy & POLICY_ZERO && value == 0;
    value = empty ? -EPIPE : value;
    if (op->result != SLOT_NONE)
        run->slots[op->result & (PLAN_SLOTS - 1)] = value;
    if (!empty && (value >= 0 || value < -4095 || op->code == OP_LOAD))
        return op->code == OP_CLONE && run->is_child ? op->target : index + 1;
    int choice = op->policy & ~POLICY_ZERO;
    bool any = !op->errno1 && !op->errno2;
    if (choice == POLICY_FAIL || !(any || -value == op->errno1 || -value == op->errno2))
        fail(run, index, -value);
    return choice == POLICY_JUMP ? op->target : index + 1;
}

_Noreturn void plan_run(const struct plan *plan, const int *fds)
{
    struct run run = {.plan = plan, .report = -1};
    for (unsigned i = 0; i < PLAN_SLOTS; i++)
        run.slots[i] = i < plan->fds ? fds[i] : -1;
    uint32_t index = 0;
    while (index < plan->count)
        index = step(&run, index);
    fail(&run, plan->count - 1, EINVAL); /* only EXEC, SUPERVISE and EXIT end a plan */
}
