#include <dagstart/base/cleanup.h>

#include <errno.h>
#include <unistd.h>

#include <dagstart/base/arena.h>

void arena_cleanup(struct arena **a)
{
	*a = arena_free(*a);
}

void fd_cleanup(int *fd)
{
	if (*fd < 0)
		return;
	/* An error path reports errno after its handles have closed. */
	int saved = errno;
	close(*fd);
	errno = saved;
	*fd = -1;
}

void folder_cleanup(DIR **folder)
{
	if (*folder)
		closedir(*folder);
	*folder = NULL;
}
