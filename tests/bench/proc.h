/* What the kernel tells of a running process; NAN when it does not. */
#pragma once

#include <sys/types.h>

/* CPU time so far of all threads, ended ones too. */
double proc_cpu_ms(pid_t pid);

/* Voluntary context switches so far of all running threads. */
double proc_wakes(pid_t pid);

/* The largest resident size so far (VmHWM). */
double proc_peak_kb(pid_t pid);

/* Our environment with these "NAME=value" on top (NULL-ended). The list is freed with free(), the texts are
 * not copied. */
char **proc_env(const char *const *extra);
