#!/usr/bin/env bash
# slurm-up.sh DIR - start (or complete) a private little Slurm cluster on this machine.
#
#   eval "$(bash slurm-up.sh /tmp/myslurm)"     # sets SLURM_CONF for sbatch, squeue, ...
#   bash slurm-down.sh /tmp/myslurm             # stops everything again
#
# One munged, one slurmctld and a few slurmd ("nodes"), all on loopback, all files below DIR, no
# systemd, no database, nothing in /etc. Calling it again starts only what is missing, so it is
# also how a "dead" node is brought back. Standard output has one line, the export; exit status 0
# means that every node takes jobs. The daemons' logs are in DIR/log.
#
# Needs Debian's packages:  apt-get install -y --no-install-recommends slurm-wlm munge
#
# Settings (environment; they count when DIR is first set up, later calls reuse DIR/etc):
#   UP_NODES=2    number of nodes, called node1, node2, ...
#   UP_CPUS=2     CPUs that each node claims to have (need not be real)
#   UP_GPUS=0     pretend GPUs per node: --gres=gpu:1 works and CUDA_VISIBLE_DEVICES is set
#   UP_PORT=      controller's port; the nodes take the next ones (default: first free run of ports)
#   UP_FROM=26817 where to look for it: clusters that start at the same moment look in different places
#   UP_EXTRA=     more slurm.conf lines, e.g. $'MinJobAge=5\nMaxArraySize=101'
#   UP_APART=     folders (full paths, by spaces) that one more node, 'apart' in the partition 'apart', does not
#                 share: it has empty ones in their places (needs the right to mount)
#   UP_WAIT=15    seconds to wait for the nodes before giving up
set -euo pipefail
die() { echo "slurm-up: $*" >&2; exit 1; }
cannot() { echo "slurm-up: $*" >&2; exit 77; }

[ $# -eq 1 ] || die "usage: slurm-up.sh DIR"
PATH=$PATH:/usr/sbin:/sbin
for tool in munged slurmctld slurmd sinfo; do
  command -v "$tool" >/dev/null ||
    cannot "$tool not found: apt-get install -y --no-install-recommends slurm-wlm munge"
done
mkdir -p "$1"
D=$(cd "$1" && pwd -P)
# slurmstepd makes Unix sockets below DIR/spool, and such a path may have 107 bytes at most.
[ ${#D} -le 70 ] || die "$D is too long a path for Unix sockets (70 characters at most)"
[[ $D =~ ^[A-Za-z0-9_./-]+$ ]] || die "$D has characters that slurm.conf cannot hold"
apart=${UP_APART:-}
nodes=${UP_NODES:-2} cpus=${UP_CPUS:-2} gpus=${UP_GPUS:-0} wait_s=${UP_WAIT:-15}

# --- loopback only ---------------------------------------------------------------------------------
# No*InAddrAny (below) makes the daemons listen on the address of the host's own name. Where that
# is not a loopback address, they get a UTS namespace of their own, in which the host is 'localhost'.
host=$(hostname -s 2>/dev/null || hostname)
addr=$(getent ahostsv4 "$(hostname)" 2>/dev/null | awk '{print $1; exit}' || true)
wrap=()
if [[ $addr != 127.* ]]; then
  unshare --uts true 2>/dev/null || cannot "$(hostname) is not a name of the loopback, and this process may not rename its host"
  wrap=(unshare --uts sh -c 'hostname localhost && exec "$0" "$@"')
  host=localhost addr=127.0.0.1
fi

port_free() { ! (exec 3<>"/dev/tcp/$addr/$1") 2>/dev/null; }
free_run() {  # the first run of (1 + nodes) free ports, below the range that outgoing sockets use
  local p q
  for ((p = ${UP_FROM:-26817}; p < 32000; p += 50)); do
    for ((q = p; q <= p + nodes + 1; q++)); do port_free "$q" || continue 2; done
    echo "$p"; return
  done
  die "no free ports"
}

# --- files, made once ------------------------------------------------------------------------------
mkdir -p "$D"/{etc,log,run,state,spool}
chmod 755 "$D" "$D/run"                     # munged wants a socket folder that everyone can enter
export SLURM_CONF=$D/etc/slurm.conf
[ -s "$D/etc/munge.key" ] || (umask 077; head -c 128 /dev/urandom >"$D/etc/munge.key")
if [ ! -s "$SLURM_CONF" ]; then
  port=${UP_PORT:-$(free_run)}
  {
    cat <<CONF
ClusterName=loopback
SlurmctldHost=$host($addr)
SlurmctldPort=$port
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
# A munged of our own; cred_expire is also how long a requeued job waits before it may start again.
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$D/run/munge.sock,cred_expire=5
StateSaveLocation=$D/state
SlurmdSpoolDir=$D/spool/%n
SlurmctldPidFile=$D/run/slurmctld.pid
SlurmdPidFile=$D/run/%n.pid
SlurmctldLogFile=$D/log/slurmctld.log
SlurmdLogFile=$D/log/%n.log
# Nothing that needs cgroups, systemd, MPI or a database.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
MpiDefault=none
SwitchType=switch/none
# Believe the CPUs and memory given below; hand out single CPUs; spread jobs over the nodes.
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU,CR_LLN
# Quick instead of gentle: schedule every second, notice a dead node within half a minute,
# take it back as soon as it answers, and give a cancelled job 2 s to stop.
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1
SlurmdTimeout=5
MessageTimeout=5
ReturnToService=2
KillWait=2
CONF
    gres=
    if [ "$gpus" -gt 0 ]; then echo GresTypes=gpu; gres=" Gres=gpu:$gpus"; fi
    if [ -n "${UP_EXTRA:-}" ]; then printf '%s\n' "$UP_EXTRA"; fi
    for ((i = 1; i <= nodes; i++)); do
      echo "NodeName=node$i NodeHostname=$host NodeAddr=$addr Port=$((port + i))" \
        "CPUs=$cpus RealMemory=4000$gres State=UNKNOWN"
    done
    if [ -n "$apart" ]; then
      echo "NodeName=apart NodeHostname=$host NodeAddr=$addr Port=$((port + nodes + 1))" \
        "CPUs=$cpus RealMemory=4000 State=UNKNOWN"
      echo "PartitionName=apart Nodes=apart MaxTime=INFINITE State=UP"
      echo "$apart" >"$D/etc/apart"
    fi
    echo "PartitionName=main Nodes=node[1-$nodes] Default=YES MaxTime=INFINITE State=UP"
  } >"$SLURM_CONF.new"
  if [ "$gpus" -gt 0 ]; then                # any device file will do: nothing opens it
    { echo AutoDetect=off
      files=(/dev/zero /dev/full /dev/null /dev/random /dev/urandom)
      [ "$gpus" -le ${#files[@]} ] || die "at most ${#files[@]} pretend GPUs"
      for ((g = 0; g < gpus; g++)); do echo "NodeName=node[1-$nodes] Name=gpu File=${files[g]}"; done
    } >"$D/etc/gres.conf"
  fi
  mv "$SLURM_CONF.new" "$SLURM_CONF"
fi
mapfile -t names < <(sed -n 's/^NodeName=\([^ ]*\) .*/\1/p' "$SLURM_CONF")

# --- daemons ---------------------------------------------------------------------------------------
# Alive means: the pid in the file is a process of that name with a file of DIR open (its log), so
# a stale pid file, or a pid that some other program got meanwhile, does not count.
alive() {  # alive NAME PIDFILE
  local pid
  pid=$(cat "$2" 2>/dev/null) && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$1" ] &&
    ls -l "/proc/$pid/fd" 2>/dev/null | grep -qF -- "-> $D/"
}
start() {  # start COMMAND...: these become daemons by themselves, at once; keep them off our stdout
  timeout --kill-after=5 60 "${wrap[@]}" "$@" >>"$D/log/start.log" 2>&1 </dev/null || {
    tail -n 5 "$D/log/start.log" >&2; die "could not start: $*"; }
}
alive munged "$D/run/munged.pid" || start munged --force --num-threads=2 \
  --socket="$D/run/munge.sock" --key-file="$D/etc/munge.key" --pid-file="$D/run/munged.pid" \
  --log-file="$D/log/munged.log" --seed-file="$D/state/munge.seed"
alive slurmctld "$D/run/slurmctld.pid" || start slurmctld
for n in "${names[@]}"; do
  mkdir -p "$D/spool/$n"
  alive slurmd "$D/run/$n.pid" && continue
  if [ "$n" = apart ]; then
    start unshare --mount sh -c 'for d in $0; do mount -t tmpfs none "$d" || exit; done; exec slurmd -N apart' "$(cat "$D/etc/apart")"
  else
    start slurmd -N "$n"
  fi
done

# --- wait until every node takes jobs --------------------------------------------------------------
# A controller that was restarted remembers its nodes as idle, so look at their ports as well.
mapfile -t ports < <(sed -n 's/^NodeName=.* Port=\([0-9]*\) .*/\1/p' "$SLURM_CONF")
addr=$(sed -n 's/^SlurmctldHost=.*(\(.*\))$/\1/p' "$SLURM_CONF")
deadline=$((SECONDS + wait_s)) ready=0
while [ $SECONDS -lt $deadline ]; do
  alive slurmctld "$D/run/slurmctld.pid" || [ $SECONDS -lt $((deadline - wait_s + 15)) ] || break
  # %T: a trailing '*' means 'does not answer'; any other word is not ready either.
  ready=$(timeout 3 sinfo -h -N -o %T 2>/dev/null | grep -cxE 'idle|mixed|allocated' || true)
  if [ "$ready" -eq ${#names[@]} ]; then
    for p in "${ports[@]}"; do ! port_free "$p" || ready=$((ready - 1)); done
  fi
  if [ "$ready" -eq ${#names[@]} ] && timeout 3 scontrol ping >/dev/null 2>&1; then
    echo "export SLURM_CONF=$SLURM_CONF"
    exit 0
  fi
  sleep 0.2
done
for log in "$D"/log/*.log; do echo "-- $log"; tail -n 5 "$log"; done >&2
die "$ready of ${#names[@]} nodes came up in $wait_s s"
