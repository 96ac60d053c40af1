// Settings → Notifications: turns Web Push on and off for this browser.

const device = document.querySelector("#push-device");
const canPush = "serviceWorker" in navigator && "PushManager" in window;

function show(...states) {
  for (const part of device.querySelectorAll("[data-push]"))
    part.hidden = !states.includes(part.dataset.push);
}

async function showState() {
  if (!canPush) return show("unsupported");
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  // Signing out ends it at the desk, and leaves the browser's own half.
  show(subscription && device.dataset.on ? "on" : "off");
}

async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") return show("off", "denied");
  const registration = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: device.dataset.key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await tell("/settings/notifications/devices", { endpoint, ...keys });
  location.reload();
}

async function turnOff() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  if (subscription) {
    await tell("/settings/notifications/devices/removal", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  location.reload();
}

async function tell(url, values) {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(values) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

device.querySelector("[data-push=off] button").addEventListener("click", () => {
  turnOn().catch(() => show("off", "denied"));
});
device.querySelector("[data-push=on] button").addEventListener("click", () => void turnOff());
void showState();
