declare module 'express-4' {
  import express from 'express'
  // What is used here of Express 4 has the types of 5.
  export default express
}
