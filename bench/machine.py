"""What was measured on, in the words of the page."""

import os
import platform


def words():
    cpus = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return f"{cpus} processors, {memory} GiB, Linux {'.'.join(platform.release().split('.')[:2])}, {platform.machine()}"
