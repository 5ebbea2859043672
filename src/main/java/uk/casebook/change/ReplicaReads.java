package uk.casebook.change;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** Has services read from the replica, around their transactions. */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class ReplicaReads {

  private final ReadReplica replica;

  ReplicaReads(ReadReplica replica) {
    this.replica = replica;
  }

  /** The transactions' own interceptor stands behind this one. */
  @AroundInvoke
  Object read(InvocationContext call) throws Exception {
    return replica.read(call::proceed);
  }
}
