import { open } from "./product.js";
import { links, strings } from "./employee-words.js";

await open({ links, strings });
