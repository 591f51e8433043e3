// Says that there is no connection, for as long as there is none. In: the browser's word. Out: a notice that is read out.
import { Trans } from "@lingui/react/macro";
import { useSyncExternalStore } from "react";

function watch(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}

/** The notice. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(watch, () => navigator.onLine);
  return (
    <div role="status" className="offline">
      {!isOnline && (
        <p>
          <Trans>
            You are offline. What you have already opened stays readable; what you send is not kept, so wait with it.
          </Trans>
        </p>
      )}
    </div>
  );
}
