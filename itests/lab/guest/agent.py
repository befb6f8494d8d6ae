"""Runs commands in a guest of the lab, as asked for in lines of JSON on a serial line.

A request is {"id": n, "op": name, ...}; its answer {"id": n, "result": {...}} or {"id": n, "error": text}. Each runs in
a thread of its own. In the guest "world", what is not an operation of the agent's goes to the world's process.
"""

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import tty

LINE = "/dev/ttyS15"
SHARE = "/share"
POLL_S = 0.02

TIOCSETD = 0x5423
N_HCI = 15
HCIUARTSETPROTO = 0x400455C8
HCIUARTGETDEVICE = 0x800455CA
HCI_UART_H4 = 0

BLUETOOTHD = ["/usr/libexec/bluetooth/bluetoothd", "-n", "-d"]
DBUS = ["dbus-daemon", "--system", "--nofork", "--nopidfile"]


class Failure(Exception):
    """What the caller is told in one line."""


def now_ns():
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC)


def until(condition, timeout_ms, what):
    """Asks until the condition holds, and returns what it gave."""
    deadline_ns = now_ns() + timeout_ms * 1_000_000
    while True:
        value = condition()
        if value is not None and value is not False:
            return value
        if now_ns() >= deadline_ns:
            raise Failure(f"not within {timeout_ms} ms: {what}")
        time.sleep(POLL_S)


class Processes:
    """Named processes, each with files NAME.out and NAME.err in the share; they are appended to."""

    def __init__(self):
        self.by_name = {}

    def spawn(self, name, command, environment=None, folder=None):
        if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
            raise Failure(f"no name of a process: {name}")
        old = self.by_name.get(name)
        if old is not None and old.poll() is None:
            raise Failure(f"{name} runs already")
        with open(f"{SHARE}/{name}.out", "ab") as out, open(f"{SHARE}/{name}.err", "ab") as err:
            self.by_name[name] = subprocess.Popen(
                command, shell=isinstance(command, str), stdin=subprocess.PIPE, stdout=out, stderr=err,
                cwd=folder, env={**os.environ, **(environment or {})}, start_new_session=True)
        return self.by_name[name]

    def named(self, name):
        if name not in self.by_name:
            raise Failure(f"no such process: {name}")
        return self.by_name[name]

    def write(self, name, text):
        process = self.named(name)
        try:
            process.stdin.write(text.encode())
            process.stdin.flush()
        except (BrokenPipeError, ValueError) as e:
            raise Failure(f"{name} reads no more") from e

    def kill(self, name, signal_name, timeout_ms):
        """Signals the process and its descendants, and waits for its end unless the signal stops or continues it."""
        process = self.named(name)
        number = signal.Signals["SIG" + signal_name]
        if process.poll() is None:
            os.killpg(process.pid, number)
        if number in (signal.SIGSTOP, signal.SIGCONT, signal.SIGQUIT, signal.SIGHUP):
            return None
        return self.wait(name, timeout_ms)

    def wait(self, name, timeout_ms):
        try:
            return self.named(name).wait(timeout_ms / 1000)
        except subprocess.TimeoutExpired as e:
            raise Failure(f"not within {timeout_ms} ms: the end of {name}") from e


class Controllers:
    """The Bluetooth controllers, each on a serial line: attached, they are hci0 and so on."""

    def __init__(self):
        self.lines = {}

    def attach(self, adapter):
        if adapter in self.lines:
            raise Failure(f"adapter {adapter} is plugged in already")
        line = os.open(f"/dev/ttyS{adapter}", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
        tty.setraw(line)
        fcntl.ioctl(line, TIOCSETD, N_HCI.to_bytes(4, "little"))
        fcntl.ioctl(line, HCIUARTSETPROTO, HCI_UART_H4)
        self.lines[adapter] = line
        return fcntl.ioctl(line, HCIUARTGETDEVICE)

    def detach(self, adapter):
        if adapter not in self.lines:
            raise Failure(f"adapter {adapter} is not plugged in")
        os.close(self.lines.pop(adapter))


class Agent:

    def __init__(self, line):
        self.line = line
        self.writing = threading.Lock()
        self.processes = Processes()
        self.controllers = Controllers()
        self.world = None

    def answer(self, answer):
        self.answer_line(json.dumps(answer).encode() + b"\n")

    def answer_line(self, data):
        with self.writing:
            while data:
                data = data[os.write(self.line, data):]

    def start(self, adapters, with_trace, with_world):
        if with_trace:
            self.processes.spawn("btmon", ["btmon", "-w", f"{SHARE}/btmon.btsnoop"])
        for adapter in range(adapters):
            self.controllers.attach(adapter)
        self.op_start_dbus()
        # Neither an Echo nor a speaker has SIM access, which Debian's bluetoothd offers.
        self.op_start_bluetoothd(["--noplugin=sap"] if with_world else ())
        if with_world:
            self.start_world()
        self.op_await_command(f"test $(busctl tree org.bluez --list | grep -c 'hci[0-9]*$') -ge {adapters}", 15000)

    def start_world(self):
        with open(f"{SHARE}/world.err", "ab") as err:
            self.world = subprocess.Popen(["python3", "-B", "/lab/world/world.py"], stdin=subprocess.PIPE,
                                          stdout=subprocess.PIPE, stderr=err)
        threading.Thread(target=self.pass_on, daemon=True).start()

    def pass_on(self):
        for data in self.world.stdout:
            self.answer_line(data)

    def serve(self):
        with open(self.line, "rb", buffering=65536, closefd=False) as lines:
            for data in iter(lines.readline, b""):
                try:
                    request = json.loads(data)
                except ValueError:
                    continue
                threading.Thread(target=self.handle, args=(request, data), daemon=True).start()

    def handle(self, request, data):
        # What a device is to do is the world's.
        of_device = "device" in request
        op = request.pop("op", None)
        number = request.pop("id", None)
        name = "op_" + re.sub(r"[A-Z]", lambda m: "_" + m.group().lower(), str(op))
        method = None if of_device else getattr(self, name, None)
        if method is None and self.world is not None:
            with self.writing:
                self.world.stdin.write(data)
                self.world.stdin.flush()
            return
        try:
            if method is None:
                raise Failure(f"no such operation: {op}")
            self.answer({"id": number, "result": method(**request) or {}})
        except Failure as e:
            self.answer({"id": number, "error": str(e)})
        except Exception as e:  # The caller must hear of it, whatever it is.
            self.answer({"id": number, "error": f"{type(e).__name__}: {e}"})

    # The operations: op_await_text is "awaitText"; arguments have the names of their fields.

    def op_run(self, command, timeoutMs=30000):
        process = subprocess.Popen(command, shell=isinstance(command, str), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            out, err = process.communicate(timeout=timeoutMs / 1000)
        except subprocess.TimeoutExpired as e:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Failure(f"not within {timeoutMs} ms: the end of {command}") from e
        return {"rc": process.returncode, "stdout": out.decode(errors="replace"),
                "stderr": err.decode(errors="replace")}

    def op_spawn(self, name, command, environment=None, folder=None):
        return {"pid": self.processes.spawn(name, command, environment, folder).pid}

    def op_write(self, name, text):
        self.processes.write(name, text)

    def op_close_stdin(self, name):
        self.processes.named(name).stdin.close()

    def op_kill(self, name, signal="KILL", timeoutMs=10000):
        return {"rc": self.processes.kill(name, signal, timeoutMs)}

    def op_wait(self, name, timeoutMs=10000):
        return {"rc": self.processes.wait(name, timeoutMs)}

    def op_await_text(self, file, pattern, offset=0, timeoutMs=10000):
        """Waits until a file, in the share unless its path is absolute, has the pattern behind the offset in bytes."""
        path = os.path.join(SHARE, file)
        regex = re.compile(pattern.encode(), re.MULTILINE)

        def find():
            try:
                with open(path, "rb") as f:
                    f.seek(offset)
                    return regex.search(f.read())
            except FileNotFoundError:
                return None

        match = until(find, timeoutMs, f"{pattern} in {file}")
        return {"text": match.group().decode(errors="replace"), "offset": offset + match.end(),
                "groups": [(g or b"").decode(errors="replace") for g in match.groups()]}

    def op_await_command(self, command, timeoutMs=10000):
        """Waits until a shell command succeeds."""
        def succeeds():
            return subprocess.run(command, shell=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, check=False).returncode == 0
        until(succeeds, timeoutMs, command)

    def op_pause(self, ms):
        time.sleep(ms / 1000)

    def op_clock(self):
        return {"monotonicNs": now_ns()}

    def op_attach(self, adapter):
        return {"hci": self.controllers.attach(adapter)}

    def op_detach(self, adapter):
        self.controllers.detach(adapter)

    def op_main_conf(self, text):
        """Sets bluetoothd's main.conf; it is read at bluetoothd's next start."""
        with open("/etc/bluetooth/main.conf", "w", encoding="utf-8") as f:
            f.write(text)

    def op_start_bluetoothd(self, options=()):
        self.processes.spawn("bluetoothd", [*BLUETOOTHD, *options])
        self.op_await_command("busctl call org.freedesktop.DBus / org.freedesktop.DBus GetNameOwner s org.bluez")

    def op_start_dbus(self):
        os.makedirs("/run/dbus", exist_ok=True)
        self.processes.spawn("dbus", DBUS)
        until(lambda: os.path.exists("/run/dbus/system_bus_socket"), 5000, "the socket of dbus-daemon")

    def op_restart_bluetoothd(self, signal="TERM", options=()):
        self.processes.kill("bluetoothd", signal, 10000)
        self.op_start_bluetoothd(options)

    def op_restart_dbus(self, signal="TERM"):
        """bluetoothd ends with its bus; it is started again, too."""
        self.processes.kill("dbus", signal, 10000)
        self.processes.kill("bluetoothd", "KILL", 10000)
        os.unlink("/run/dbus/system_bus_socket")
        self.op_start_dbus()
        self.op_start_bluetoothd()


def main():
    line = os.open(LINE, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    tty.setraw(line)
    agent = Agent(line)
    try:
        agent.start(int(os.environ["lab_adapters"]), "lab_trace" in os.environ, os.environ["lab_name"] == "world")
    except Failure as e:
        agent.answer({"event": "failed", "error": str(e)})
    agent.answer({"event": "ready", "monotonicNs": now_ns()})
    agent.serve()


if __name__ == "__main__":
    sys.exit(main())
