/* SPDX-License-Identifier: Apache-2.0 */
/* Builds launch plans for the tests. */
#ifndef JUG_TEST_PLANS_H
#define JUG_TEST_PLANS_H

#include <stdint.h>

enum { PLAN_ROOM = 64 * 1024, ANY = 0xffff };
enum { C_SYSCALL = 1, C_CLONE, C_EXEC, C_STORE, C_LOAD, C_NUMBER, C_EXPECT, C_INIT, C_SUPERVISE, C_EXIT };
enum { FAIL = 0, ACCEPT = 1, JUMP = 2, ZERO = 0x80 };

/* Operations must be reserved before the arena is used, because the arena follows them. */
struct plan_builder {
    uint8_t bytes[PLAN_ROOM];
    uint32_t ops, room, end;
};

struct test_op {
    uint16_t code, number, result;
    uint8_t slots, policy;
    uint32_t target;
    uint16_t errno1, errno2;
    uint64_t args[6];
};

void plan_begin(struct plan_builder *plan, uint32_t ops, uint32_t fds);
/* Appends an operation and returns it for further changes. */
struct test_op *plan_op(struct plan_builder *plan, int code, int number, int result, int slots);
uint64_t plan_bytes(struct plan_builder *plan, const void *bytes, uint32_t size);
uint64_t plan_text(struct plan_builder *plan, const char *text);
/* An array of addresses of the texts, ended by a NULL; so is the list of arguments. */
uint64_t plan_texts(struct plan_builder *plan, const char *const *texts);
/* Fills the header in; returns the length. */
uint32_t plan_end(struct plan_builder *plan);
void plan_seal(uint8_t *bytes, uint32_t length);

/* A plan that runs argv with three pipes (their ends in slots 0 to 5) or what the flags say. */
enum { WITH_INIT = 2, WITH_ONCE = 4, WITH_TERMINAL = 8, WITH_NAMESPACE = 16, WITH_TURNS = 32 };
enum {
    SLOT_IN_R,
    SLOT_IN_W,
    SLOT_OUT_R,
    SLOT_OUT_W,
    SLOT_ERR_R,
    SLOT_ERR_W,
    SLOT_LOG,
    SLOT_LISTEN,
    SLOT_STATE,
    SLOT_CLIENT,
    RUN_FDS
};
uint32_t plan_for(struct plan_builder *plan, const char *const *argv, int flags);

#endif
