import photoFile from "./media/photo.jpg" with { type: "file" };
import voiceFile from "./media/voice-note.ogg" with { type: "file" };

/** A drawn parcel with a dent: JPEG, 480 × 360. */
export const samplePhoto = (): Promise<Uint8Array<ArrayBuffer>> => Bun.file(photoFile).bytes();

/** "Hello. When will my parcel arrive?": Ogg/Opus, one channel, 2.6 s, a synthetic voice. */
export const sampleVoice = (): Promise<Uint8Array<ArrayBuffer>> => Bun.file(voiceFile).bytes();
