"""The settings of the embedded server: nothing acknowledged is lost, nothing personal is logged, two cores will do."""

from pathlib import Path

from undersigned.site.postgres.sockets import PORT

_DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "restart_after_crash": "on",
    "wal_level": "minimal",  # backups are dumps; no WAL is shipped, so none keeps what was erased
    "max_wal_senders": "0",
}

_SMALL_MACHINE = {
    "max_connections": "100",  # `serving.connections` says how many are needed
    "shared_buffers": "128MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "512MB",
    "max_worker_processes": "4",
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "2",
    "io_workers": "2",
    "jit": "off",
    "wal_buffers": "16MB",
    "wal_compression": "pglz",  # every build has it
    "min_wal_size": "256MB",
    "max_wal_size": "2GB",  # a burst of signatures fits between two checkpoints
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "idle_in_transaction_session_timeout": "5min",
    "update_process_title": "off",
}

_SILENT = {
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",  # a week, each day over the one of a week ago
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_file_mode": "0600",
    "log_min_messages": "log",  # the server's own words; a client's errors go to the client alone
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",  # DETAIL quotes rows
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_connections": "",
    "log_disconnections": "off",
    "log_timezone": "UTC",
}

_LOCAL = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
}


def parameters(socket_folder: Path) -> dict[str, str]:
    """Every setting that the server is started with."""
    quoted = '"' + str(socket_folder) + '"'
    return {**_DURABLE, **_SMALL_MACHINE, **_SILENT, **_LOCAL, "unix_socket_directories": quoted}
