// What was tapped without a network waits in this device's own database, in order. Pages and the service worker
// share this file, so it imports and exports nothing.
globalThis.waiting = (() => {
  const channel = new BroadcastChannel("waiting");

  const open = () =>
    new Promise((done, fail) => {
      const asked = indexedDB.open("waiting", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("taps", { keyPath: "place", autoIncrement: true });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });

  async function work(mode, act) {
    const database = await open();
    try {
      return await new Promise((done, fail) => {
        const transaction = database.transaction("taps", mode, { durability: "strict" });
        const asked = act(transaction.objectStore("taps"));
        transaction.oncomplete = () => done(asked.result);
        transaction.onabort = () => fail(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  const change = async (act) => {
    const result = await work("readwrite", act);
    channel.postMessage("changed");
    return result;
  };

  return {
    channel,
    // A browser that keeps nothing has nothing waiting.
    all: () => work("readonly", (taps) => taps.getAll()).catch(() => []),
    keep: (tap) => change((taps) => taps.put(tap)),
    remove: (place) => change((taps) => taps.delete(place)),
    clear: () => change((taps) => taps.clear()),
    visitOf: (tap) => tap.path.replace(/[^/]+\/$/, ""),
    nounOf: (tap) => tap.path.split("/").at(-2),
  };
})();
