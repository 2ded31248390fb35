/* SPDX-License-Identifier: Apache-2.0 */
#include "plans.h"
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const uint64_t base = 0x20000000;

void plan_begin(struct plan_builder *plan, uint32_t ops, uint32_t fds)
{
    memset(plan, 0, sizeof *plan);
    memcpy(plan->bytes, "JUGPLAN", 8);
    plan->room = ops;
    plan->end = 64 + 64 * ops;
    uint32_t header[4] = {1, 0, ops, fds};
    memcpy(plan->bytes + 8, header, sizeof header);
    memcpy(plan->bytes + 24, &base, 8);
}

struct test_op *plan_op(struct plan_builder *plan, int code, int number, int result, int slots)
{
    struct test_op *op = (struct test_op *)(plan->bytes + 64) + plan->ops++;
    op->code = (uint16_t)code;
    op->number = (uint16_t)number;
    op->result = (uint16_t)result;
    op->slots = (uint8_t)slots;
    return op;
}

uint64_t plan_bytes(struct plan_builder *plan, const void *bytes, uint32_t size)
{
    uint64_t at = base + plan->end;
    memcpy(plan->bytes + plan->end, bytes, size);
    plan->end += (size + 7) / 8 * 8;
    return at;
}

uint64_t plan_text(struct plan_builder *plan, const char *text)
{
    return plan_bytes(plan, text, (uint32_t)strlen(text) + 1);
}

uint64_t plan_texts(struct plan_builder *plan, const char *const *texts)
{
    uint64_t array[64];
    uint32_t count = 0;
    for (; texts[count]; count++)
        array[count] = plan_text(plan, texts[count]);
    array[count++] = 0;
    return plan_bytes(plan, array, count * 8);
}

void plan_seal(uint8_t *bytes, uint32_t length)
{
    uint64_t hash = 0xcbf29ce484222325, word;
    memset(bytes + 32, 0, 8);
    for (uint32_t i = 0; i + 8 <= length; i += 8) {
        memcpy(&word, bytes + i, 8);
        hash = (hash ^ word) * 0x100000001b3;
    }
    memcpy(bytes + 32, &hash, 8);
}

uint32_t plan_end(struct plan_builder *plan)
{
    uint32_t head[2] = {plan->end, plan->ops};
    memcpy(plan->bytes + 12, head, sizeof head);
    plan_seal(plan->bytes, plan->end);
    return plan->end;
}

static void op_call(struct plan_builder *plan, int number, int result, int slots, uint64_t a, uint64_t b,
                    uint64_t c)
{
    struct test_op *op = plan_op(plan, C_SYSCALL, number, result, slots);
    op->args[0] = a;
    op->args[1] = b;
    op->args[2] = c;
}

enum { SLOT_PID = 20, SLOT_PIDFD = 21 };

static void add_parent(struct plan_builder *plan, int flags, uint64_t clone, uint64_t pidfd)
{
    const uint32_t none = 0xffffffff;
    int terminal = flags & WITH_TERMINAL;
    uint32_t record[16] = {SLOT_PID,
                           SLOT_PIDFD,
                           SLOT_IN_W,
                           terminal ? SLOT_IN_W : SLOT_OUT_R,
                           terminal ? none : SLOT_ERR_R,
                           terminal ? SLOT_IN_W : none,
                           SLOT_LOG,
                           SLOT_LISTEN,
                           SLOT_STATE,
                           SLOT_CLIENT,
                           none, /* hold */
                           SLOT_STATE, /* where more logs go */
                           flags & WITH_ONCE ? 1 : 0,
                           flags & WITH_TURNS ? 64 : 0,
                           flags & WITH_TURNS ? 3 : 0};
    struct test_op *op = plan_op(plan, C_CLONE, SYS_clone3, SLOT_PID, 0);
    op->args[0] = clone;
    op->args[1] = 64;
    op->target = 3;
    op = plan_op(plan, C_LOAD, 0, SLOT_PIDFD, 0);
    op->args[0] = pidfd;
    op->args[1] = 4;
    plan_op(plan, C_SUPERVISE, 0, ANY, 0)->args[0] = plan_bytes(plan, record, sizeof record);
}

uint32_t plan_for(struct plan_builder *plan, const char *const *argv, int flags)
{
    const char *const environment[] = {"PATH=/usr/bin:/bin", "JUG=yes", NULL};
    const char *const nowhere[] = {"/nonexistent/program", argv[0], NULL};
    uint32_t ops =
        3 + 4 + (flags & WITH_TERMINAL ? 2 : 0) + !!(flags & WITH_INIT);
    uint64_t clone[8] = {CLONE_PIDFD, 0, 0, 0, SIGCHLD, 0, 0, 0};
    plan_begin(plan, ops, RUN_FDS);
    uint64_t pidfd = plan_bytes(plan, "\0\0\0\0\0\0\0", 8);
    clone[1] = pidfd;
    if (flags & WITH_NAMESPACE)
        clone[0] |= CLONE_NEWPID | (geteuid() ? CLONE_NEWUSER : 0);
    add_parent(plan, flags, plan_bytes(plan, clone, sizeof clone), pidfd);
    if (flags & WITH_INIT)
        plan_op(plan, C_INIT, 0, ANY, 0);
    if (flags & WITH_TERMINAL) {
        op_call(plan, SYS_setsid, ANY, 0, 0, 0, 0);
        op_call(plan, SYS_ioctl, ANY, 1, SLOT_IN_R, TIOCSCTTY, 0);
    }
    op_call(plan, SYS_dup3, ANY, 1, SLOT_IN_R, 0, 0);
    op_call(plan, SYS_dup3, ANY, 1, flags & WITH_TERMINAL ? SLOT_IN_R : SLOT_OUT_W, 1, 0);
    op_call(plan, SYS_dup3, ANY, 1, flags & WITH_TERMINAL ? SLOT_IN_R : SLOT_ERR_W, 2, 0);
    struct test_op *op = plan_op(plan, C_EXEC, 0, ANY, 0);
    op->args[0] = plan_texts(plan, nowhere);
    op->args[1] = plan_texts(plan, argv);
    op->args[2] = plan_texts(plan, environment);
    return plan_end(plan);
}
