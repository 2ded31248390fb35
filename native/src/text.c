/* SPDX-License-Identifier: Apache-2.0 */
#include "text.h"

bool text_equal(const char *a, const char *b)
{
    size_t size = text_length(a) + 1;
    return size == text_length(b) + 1 && memcmp(a, b, size) == 0;
}

const char *environment(char **envp, const char *name)
{
    size_t length = text_length(name);
    for (; *envp; envp++)
        if (text_length(*envp) > length && memcmp(*envp, name, length) == 0 && (*envp)[length] == '=')
            return *envp + length + 1;
    return NULL;
}

bool text_join(char *at, const char *const *parts)
{
    size_t length = 0;
    for (; *parts; parts++) {
        size_t more = text_length(*parts);
        if (length + more >= PATH_ROOM)
            return false;
        memcpy(at + length, *parts, more);
        length += more;
    }
    at[length] = 0;
    return true;
}

void complain_all(const char *const *parts)
{
    char text[PATH_ROOM];
    if (text_join(text, parts))
        SYS(__NR_write, 2, text, text_length(text));
}
