/* Runs a program and says on standard error how long it took and how much memory it took at most, it or one
 * of its children: "SECONDS<tab>KB". Ends as it ended. Usage: timed COMMAND... */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	struct rusage usage;
	int status = 0;
	if (argc < 2) {
		(void)fputs("usage: timed COMMAND...\n", stderr);
		return 2;
	}
	double from = seconds();
	pid_t pid = fork();
	if (pid == 0) {
		execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &usage) != 0) {
		perror("timed");
		return 1;
	}
	fprintf(stderr, "%.3f\t%ld\n", seconds() - from, usage.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
