/* Runs a fuzz target once over every file of a folder, without libFuzzer: what was found stays found, with
 * every compiler. A folder that is missing or empty fails. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

/* An exact copy on the heap, so that a read past its end is seen. */
static bool replay(const char *path, size_t size)
{
	FILE *file = fopen(path, "rb");
	uint8_t *data = malloc(size ? size : 1);
	bool whole = file && data && fread(data, 1, size, file) == size;
	if (file)
		fclose(file);
	fprintf(stderr, "%s\n", path);
	if (whole)
		LLVMFuzzerTestOneInput(data, size);
	free(data);
	return whole;
}

int main(int argc, char **argv)
{
	DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
	if (!folder) {
		fprintf(stderr, "expected a folder of inputs: %s\n",
		        argc == 2 ? strerror(errno) : "no argument");
		return 1;
	}
	int count = 0, failed = 0;
	for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		char path[4096];
		struct stat st;
		snprintf(path, sizeof(path), "%s/%s", argv[1], entry->d_name);
		if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		count++;
		failed += !replay(path, (size_t)st.st_size);
	}
	closedir(folder);
	printf("%d inputs, %d unreadable\n", count, failed);
	return count == 0 || failed > 0;
}
