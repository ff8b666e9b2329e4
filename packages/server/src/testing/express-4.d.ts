declare module 'express-4' {
  import express from 'express'
  // The parts of Express 4 that are used here have the types of Express 5.
  export default express
}
