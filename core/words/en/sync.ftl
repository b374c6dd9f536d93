### A second device: `stipple account`, `stipple sync`, the settings screen.

## How this device stands.

account-none = This device is in no account: what you enter stays on it alone.
account-leaving = The server is still to be told that this device left its account.
# $server (text): the server's address, "https://stipple.example"
account-waiting = Waiting to reach { $server } for the first time.
account-never = Not in step yet.
# $ago (text): how long ago, "3 h ago"
account-in-step = Last in step { $ago }.
account-revoked = This device was shut out of the account. What is on it stays; join again with the recovery code.
account-gone = The server does not have this account any more. What is on this device stays.
# $count (number): changes, "4"
account-waits = { $count ->
    [one] { $count } change waits to be sent.
   *[other] { $count } changes wait to be sent.
}
account-changing = The recovery code is being changed.
account-ask-code = Do you still have your recovery code at hand? Without it and without a device, nobody can bring your data back.

## The recovery code.

code-keep = Write this code down and keep it apart from your devices. Whoever has it can read everything.
code-lost = Without the code and without a device, your data is lost. Nobody can send you another.

## What a run did.

# $count (number): changes, "4"
sync-received = { $count ->
    [one] { $count } change came.
   *[other] { $count } changes came.
}
# $count (number): changes, "4"
sync-sent = { $count ->
    [one] { $count } change was sent.
   *[other] { $count } changes were sent.
}
# $count (number): photos, "4"
sync-photos-received = { $count ->
    [one] { $count } photo came.
   *[other] { $count } photos came.
}
# $count (number): photos, "4"
sync-photos-sent = { $count ->
    [one] { $count } photo was sent.
   *[other] { $count } photos were sent.
}
sync-switched = The recovery code is changed. Your other devices have to join with the new one.
sync-offline = The server was not reached. Everything works without it; the next sync goes on.
sync-full = The account is full: the server takes no more. What waits stays on this device.
sync-full-devices = The account has as many devices as the server takes. Shut one out first.

## Devices.

device-unnamed = a device that another code named
device-this = this device
# $day (text): a day, "Sat 28 Nov"
device-seen = last seen on { $day }

## What cannot be done.

error-in-account = This device is in an account already. Leave it first.
error-no-account = This device is in no account.
error-not-yet = The server does not know this device yet. Sync first.
error-secret-lost = What opens the account is not on this device any more. Join again with the recovery code.
error-no-server = Say which server the account is on.
# $reason (text): what is wrong with it, "a server's address looks like https://sync.example"
error-server-address = This is no address of a server: { $reason }.
# $id (text): what was given, "3f2a"
error-no-device = No device, or more than one, begins with “{ $id }”.
# $reason (text): what is wrong with it, "the code was misread: a symbol is wrong, or two are swapped"
error-code = This is no recovery code: { $reason }.
