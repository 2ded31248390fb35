/* SPDX-License-Identifier: Apache-2.0 */
/* Executes a plan: in the launcher, and after CLONE in the child as well. */
#include "frame.h"
#include "init.h"
#include "monitor.h"
#include "plan.h"
#include <linux/sched.h>

struct run {
    const struct plan *plan;
    int engine;
    int report; /* parent: read end of the report pipe */
    long child; /* parent: the child's process id, 0 before CLONE */
    bool is_child;
    int64_t slots[PLAN_SLOTS];
};

/* The value of an operation; error is an errno or 0. */
struct outcome {
    int64_t value;
    int error;
};

static struct outcome from_syscall(long result)
{
    struct outcome outcome = {result, result < 0 && result >= -4095 ? (int)-result : 0};
    return outcome;
}

static struct outcome failed(int error)
{
    return from_syscall(-error);
}

/* The child's own account of its failure, if it left one. It is dead, so what it wrote is in the pipe. */
static bool read_report(int pipe, struct report *report)
{
    set_nonblocking(pipe);
    while (SYS(__NR_read, pipe, report, sizeof *report) == sizeof *report)
        if (report->op != REPORT_PLAN)
            return true;
    return false;
}

_Noreturn void plan_failed(int engine, const struct report *report)
{
    uint8_t frame[FRAME_HEAD + sizeof *report];
    uint32_t size = frame_write(frame, FRAME_FAILED, report, sizeof *report);
    SYS(__NR_sendto, engine, frame, size, MSG_NOSIGNAL);
    leave(1);
}

static _Noreturn void fail(struct run *run, uint32_t op, int error)
{
    struct report report = {op, (uint32_t)error}, cause;
    if (run->is_child) {
        SYS(__NR_write, run->slots[SLOT_REPORT], &report, sizeof report);
        leave(127);
    }
    if (run->child) {
        SYS(__NR_kill, run->child, SIGKILL);
        SYS(__NR_wait4, run->child, NULL, __WALL, NULL);
        if (read_report(run->report, &cause))
            report = cause;
    }
    plan_failed(run->engine, &report);
}

/* The interpreter lives on after the call, on its own stack and as a parent: these flags would break that. */
static bool clone_is_sane(uint64_t arguments)
{
    struct clone_args copy;
    memcpy(&copy, (const void *)arguments, CLONE_ARGS_SIZE_VER0);
    return !(copy.flags & (CLONE_VM | CLONE_VFORK | CLONE_THREAD | CLONE_PARENT | CLONE_SETTLS)) &&
           !copy.stack;
}

static struct outcome run_clone(struct run *run, uint64_t arguments, uint64_t size)
{
    int pipe[2];
    if (!clone_is_sane(arguments))
        return failed(EINVAL);
    long result = SYS(__NR_pipe2, pipe, O_CLOEXEC);
    if (result < 0)
        return from_syscall(result);
    result = SYS(__NR_clone3, arguments, size);
    if (result == 0) {
        run->is_child = true;
        run->slots[SLOT_REPORT] = pipe[1];
        close_fd(&pipe[0]);
        return from_syscall(0);
    }
    close_fd(&pipe[1]);
    if (result < 0) {
        close_fd(&pipe[0]);
        return from_syscall(result);
    }
    run->child = result;
    run->report = pipe[0];
    return from_syscall(result);
}

static struct outcome run_exec(const struct run *run, const uint64_t *args)
{
    uint64_t end = PLAN_BASE + run->plan->length;
    long error = -ENOENT;
    bool denied = false;
    set_signal_mask(0);
    /* The end is checked again because the plan may have written to the array since. */
    for (uint64_t at = args[0]; at + 8 <= end && plan_u64(at); at += 8) {
        error = SYS(__NR_execve, plan_u64(at), args[1], args[2]);
        denied = denied || error == -EACCES;
        if (error != -ENOENT && error != -ENOTDIR && error != -EACCES)
            return from_syscall(error);
    }
    return denied ? failed(EACCES) : from_syscall(error);
}

static struct outcome run_load(uint64_t address, uint64_t width)
{
    struct outcome outcome = {0, 0};
    int32_t narrow;
    if (width == 8) {
        outcome.value = (int64_t)plan_u64(address);
    } else {
        memcpy(&narrow, (const void *)address, sizeof narrow);
        outcome.value = narrow;
    }
    return outcome;
}

static struct outcome run_supervise(const struct run *run, uint64_t address)
{
    struct supervise record;
    int32_t *field = &record.pid;
    memcpy(&record, (const void *)address, sizeof record);
    for (size_t i = 0; i < offsetof(struct supervise, flags) / 4; i++)
        field[i] = field[i] < 0 ? -1 : (int32_t)run->slots[field[i] & (PLAN_SLOTS - 1)];
    if (run->is_child || !run->child || record.pidfd < 0)
        return failed(EINVAL);
    record.pid = (int32_t)run->child;
    SYS(__NR_munmap, run->plan, run->plan->length);
    monitor(&record, run->engine, run->report);
}

static struct outcome execute(struct run *run, const struct plan_op *op, const uint64_t *a)
{
    const struct outcome done = {0, 0};
    char number[24];
    switch (op->code) {
    case OP_SYSCALL: return from_syscall(SYS(op->number, a[0], a[1], a[2], a[3], a[4], a[5]));
    case OP_CLONE: return run_clone(run, a[0], a[1]);
    case OP_EXEC: return run_exec(run, a);
    case OP_STORE: memcpy((void *)a[0], &a[2], a[1] == 4 ? 4 : 8); return done;
    case OP_LOAD: return run_load(a[0], a[1]);
    case OP_NUMBER: memcpy((void *)a[0], number, text_number(number, (int64_t)a[1]) + 1); return done;
    case OP_EXPECT: return (plan_u64(a[0]) & a[1]) == a[2] ? done : failed((int)a[3]);
    case OP_INIT: return from_syscall(init_fork());
    case OP_SUPERVISE: return run_supervise(run, a[0]);
    case OP_EXIT: leave((int)a[0]);
    default: return failed(EINVAL);
    }
}

static bool matches(const struct plan_op *op, int error)
{
    return (!op->errno1 && !op->errno2) || error == op->errno1 || error == op->errno2;
}

/* Executes one operation and returns the index of the next. */
static uint32_t step(struct run *run, uint32_t index)
{
    const struct plan_op *op = &plan_ops(run->plan)[index];
    uint64_t args[6];
    for (int i = 0; i < 6; i++)
        args[i] = op->slots >> i & 1 ? (uint64_t)run->slots[op->args[i] & (PLAN_SLOTS - 1)] : op->args[i];
    struct outcome outcome = execute(run, op, args);
    if (op->policy & POLICY_ZERO && !outcome.error && outcome.value == 0)
        outcome = failed(EPIPE);
    if (op->result != SLOT_NONE)
        run->slots[op->result & (PLAN_SLOTS - 1)] = outcome.value;
    if (!outcome.error)
        return op->code == OP_CLONE && run->is_child ? op->target : index + 1;
    int choice = op->policy & ~POLICY_ZERO;
    if (choice == POLICY_FAIL || !matches(op, outcome.error))
        fail(run, index, outcome.error);
    return choice == POLICY_JUMP ? op->target : index + 1;
}

_Noreturn void plan_run(const struct plan *plan, int engine, const int *fds)
{
    struct run run = {.plan = plan, .engine = engine, .report = -1};
    for (unsigned i = 0; i < PLAN_SLOTS; i++)
        run.slots[i] = i < plan->fds ? fds[i] : -1;
    uint32_t index = 0;
    while (index < plan->count)
        index = step(&run, index);
    fail(&run, plan->count - 1, EINVAL); /* only EXEC, SUPERVISE and EXIT end a plan */
}
