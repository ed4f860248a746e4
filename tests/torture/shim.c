#include "shim.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static struct {
	enum fault fault;
	int left;
	bool stays;
	int failed;
	sqlite3_vfs *real;
	sqlite3_mem_methods memory;
} shim;

void shim_plan(enum fault fault, int n, bool stays)
{
	shim.fault = fault;
	shim.left = n;
	shim.stays = stays;
	shim.failed = 0;
}

int shim_failed(void)
{
	return shim.failed;
}

static bool strikes(void)
{
	if (shim.left == 0 ? !shim.stays : --shim.left > 0)
		return false;
	shim.failed++;
	return true;
}

/* Calls by what can fail them. */
static bool room_fails(void)
{
	return (shim.fault == FAULT_FULL || shim.fault == FAULT_IO) && strikes();
}

static bool device_fails(void)
{
	return shim.fault == FAULT_IO && strikes();
}

static bool sync_fails(void)
{
	return (shim.fault == FAULT_IO || shim.fault == FAULT_SYNC) && strikes();
}

struct file {
	sqlite3_file base;
	sqlite3_file real[];
};

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct file *)file)->real;
}

static int file_close(sqlite3_file *file)
{
	return real_of(file)->pMethods->xClose(real_of(file));
}

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
	return device_fails() ? SQLITE_IOERR_READ
	                      : real_of(file)->pMethods->xRead(real_of(file), bytes, count, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
	if (!room_fails())
		return real_of(file)->pMethods->xWrite(real_of(file), bytes, count, at);
	/* a part of it may have got there */
	(void)real_of(file)->pMethods->xWrite(real_of(file), bytes, count / 2, at);
	return shim.fault == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return device_fails() ? SQLITE_IOERR_TRUNCATE
	                      : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

/* What was written is on the disk all the same, as it may be. */
static int file_sync(sqlite3_file *file, int flags)
{
	(void)file;
	(void)flags;
	return sync_fails() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return device_fails() ? SQLITE_IOERR_FSTAT : real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int file_lock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int file_unlock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int file_check(sqlite3_file *file, int *result)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), result);
}

static int file_control(sqlite3_file *file, int op, void *arg)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), op, arg);
}

static int file_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int file_device(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **ret)
{
	if (extend && room_fails())
		return SQLITE_IOERR_SHMSIZE;
	return real_of(file)->pMethods->xShmMap(real_of(file), region, size, extend, ret);
}

static int shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void shm_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shm_unmap(sqlite3_file *file, int remove)
{
	return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods methods = {
        .iVersion = 2,
        .xClose = file_close,
        .xRead = file_read,
        .xWrite = file_write,
        .xTruncate = file_truncate,
        .xSync = file_sync,
        .xFileSize = file_size,
        .xLock = file_lock,
        .xUnlock = file_unlock,
        .xCheckReservedLock = file_check,
        .xFileControl = file_control,
        .xSectorSize = file_sector,
        .xDeviceCharacteristics = file_device,
        .xShmMap = shm_map,
        .xShmLock = shm_lock,
        .xShmBarrier = shm_barrier,
        .xShmUnmap = shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	(void)vfs;
	file->pMethods = NULL;
	if (room_fails())
		return SQLITE_CANTOPEN;
	int rc = shim.real->xOpen(shim.real, name, real_of(file), flags, out);
	if (rc == SQLITE_OK)
		file->pMethods = &methods;
	return rc;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)vfs;
	return device_fails() ? SQLITE_IOERR_DELETE : shim.real->xDelete(shim.real, name, sync);
}

static void *memory_new(int size)
{
	return shim.fault == FAULT_MEMORY && strikes() ? NULL : shim.memory.xMalloc(size);
}

static void *memory_grow(void *block, int size)
{
	return shim.fault == FAULT_MEMORY && strikes() ? NULL : shim.memory.xRealloc(block, size);
}

void shim_install(void)
{
	static sqlite3_vfs vfs;
	sqlite3_mem_methods memory;
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0); /* so that every block is asked for here */
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &shim.memory);
	memory = shim.memory;
	memory.xMalloc = memory_new;
	memory.xRealloc = memory_grow;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
	sqlite3_initialize();
	shim.real = sqlite3_vfs_find(NULL);
	vfs = *shim.real;
	vfs.zName = "shim";
	vfs.pNext = NULL;
	vfs.szOsFile = (int)sizeof(struct file) + shim.real->szOsFile;
	vfs.xOpen = vfs_open;
	vfs.xDelete = vfs_delete;
	sqlite3_vfs_register(&vfs, 1);
}
